import { useCallback, useDeferredValue, useMemo, useRef, useState } from 'react';
import { Icon } from '../../../components/ui/Icon';
import { MeterRegion } from '../../../components/ui/Meters';
import { t } from '../../../lib/i18n';
import { selection } from '../../../lib/ui-state';
import { useKeptStill } from '../../../lib/use-kept-still';
import { useLive } from '../../../lib/use-live';
import { useMedia } from '../../../lib/use-media';
import { useShown } from '../../../lib/use-shown';
import { useStore } from '../../../lib/use-store';
import { showItem, useWindow } from '../../../lib/use-window';
import { offsetsOf } from '../../../lib/windowing';
import { toldRmsOf } from '../../../live/meters/levels';
import { folded, stars } from '../../../live/stars';
import { useRowDrag } from '../hooks';
import { EVERYTHING, linesOf, type Column, type Line, type Wish } from '../lines';
import { BulkBar } from './BulkBar';
import { EndpointLine, RouteLine } from './Lines';
import { ListBar } from './ListBar';
import '../list.css';

const ROW_PX = 36;
const HEAD_PX = 38;
const PHONE_ROW_PX = 60;
const SORTED: readonly Column[] = ['name', 'kind', 'gain', 'latency', 'state'];

/** Everything as rows: nothing of the patch exists only on its canvas. */
export function ListView() {
  const live = useLive();
  const [wish, setWish] = useState(EVERYTHING);
  const [checked, setChecked] = useState<ReadonlySet<string>>(new Set());
  const wanted = useDeferredValue(wish);
  const starred = useStore(stars);
  const hidden = useStore(folded);
  const phone = useMedia('(max-width: 640px)');
  const selectedId = useStore(selection)?.id;
  const scroller = useRef<HTMLDivElement>(null);
  const found = useMemo(() => linesOf(live, wanted, starred, hidden, sounds), [live, wanted, starred, hidden]);
  const { lines, counts, wrong } = found;
  const offsets = useMemo(() => offsetsOf(lines.map((line) => (line.is === 'head' ? HEAD_PX : phone ? PHONE_ROW_PX : ROW_PX))), [lines, phone]);
  const window = useWindow(scroller, offsets);
  const byHand = wanted.sort === null && !wanted.starredFirst && wanted.words === '' && !wanted.sounding && !wanted.wrong;
  const drag = useRowDrag(byHand);
  useKeptStill(scroller);
  useShown(selectedId, () => {
    const place = lines.findIndex((line) => keyOf(line) === selectedId);
    const head = scroller.current?.querySelector('thead')?.offsetHeight ?? 0;
    if (scroller.current && place >= 0) showItem(scroller.current, offsets, place, 'y', head);
  });
  const change = (part: Partial<Wish>): void => setWish((now) => ({ ...now, ...part }));
  const check = useCallback((id: string, on: boolean): void => setChecked((now) => {
    const next = new Set(now);
    if (on) next.add(id);
    else next.delete(id);
    return next;
  }), []);
  const all = counts.sources + counts.sinks + counts.routes;
  return (
    <section className="list">
      <ListBar wish={wish} onChange={change} counts={counts} wrong={wrong} phone={phone} />
      <MeterRegion className="list-region" label={t('list.levels')}>
        <div className="list-scroll" ref={scroller} data-scrolls tabIndex={0} role="region" aria-label={t('view.list')}>
          <table aria-rowcount={lines.length + 1}>
            <colgroup>{['grip', 'check', 'star', 'name', 'kind', 'addr', 'met', 'peak', 'gain', 'to', 'lat', 'state', 'act'].map((name) => <col key={name} className={`c-${name}`} />)}</colgroup>
            <thead>
              <tr>
                <th colSpan={3}><span className="hidden">{t('list.choose')}</span></th>
                <Sortable column="name" wish={wish} onSort={change}>{t('list.name')}</Sortable>
                <Sortable column="kind" wish={wish} onSort={change} className="l-kind">{t('list.kind')}</Sortable>
                <th className="l-addr">{t('list.address')}</th><th>{t('list.level')}</th><th className="r l-peak">{t('list.peak')}</th>
                <Sortable column="gain" wish={wish} onSort={change} right>{t('list.gain')}</Sortable>
                <th className="l-to">{t('list.routes')}</th>
                <Sortable column="latency" wish={wish} onSort={change} right className="l-lat">{t('list.latency')}</Sortable>
                <Sortable column="state" wish={wish} onSort={change}>{t('list.state')}</Sortable>
                <th><span className="hidden">{t('list.actions')}</span></th>
              </tr>
            </thead>
            <tbody>
              <tr className="room" aria-hidden="true" style={{ height: window.beforePx }} />
              {lines.slice(window.first, window.end).map((line, index) => <Row key={keyOf(line)} line={line} index={window.first + index + 2} live={live} selectedId={selectedId} checked={checked} onCheck={check} drag={drag} phone={phone} />)}
              <tr className={`room ${drag.before?.id === null ? 'insert' : ''}`} aria-hidden="true" style={{ height: window.afterPx }} />
            </tbody>
          </table>
          {all === 0 ? <p className="empty">{t('list.none')}</p> : null}
        </div>
      </MeterRegion>
      <BulkBar checked={checked} onDone={() => setChecked(new Set())} />
    </section>
  );
}

/** What is louder than this sounds. */
const SOUNDS_ABOVE_DB = -60;

const sounds = (id: string): boolean => toldRmsOf(id) > SOUNDS_ABOVE_DB;

const keyOf = (line: Line): string => (line.is === 'head' ? line.kind : line.is === 'route' ? line.route.config_id : line.endpoint.object.config_id);

interface RowProps {
  line: Line;
  index: number;
  live: ReturnType<typeof useLive>;
  selectedId: string | undefined;
  checked: ReadonlySet<string>;
  onCheck: (id: string, on: boolean) => void;
  drag: ReturnType<typeof useRowDrag>;
  phone: boolean;
}

function Row({ line, index, live, selectedId, checked, onCheck, drag, phone }: RowProps) {
  if (line.is === 'head') return <tr className={`section of-${line.kind}`} aria-rowindex={index} style={{ height: HEAD_PX }}><th colSpan={13} scope="rowgroup">{t(`kind.${line.kind}`)}</th></tr>;
  const id = keyOf(line);
  const shared = { index, height: phone ? PHONE_ROW_PX : ROW_PX, selected: selectedId === id, checked: checked.has(id), onCheck };
  if (line.is === 'route') return <RouteLine {...shared} route={line.route} />;
  const { kind, object } = line.endpoint;
  return <EndpointLine {...shared} kind={kind} object={object} list={live[kind]} depth={line.depth} status={live.status[id]} routes={live.routes} insert={drag.before?.id === id && drag.id !== id} onGrip={drag.onGrip} onFinger={drag.onFinger} />;
}

interface SortableProps {
  column: Column;
  wish: Wish;
  onSort: (part: Partial<Wish>) => void;
  right?: boolean;
  className?: string;
  children: string;
}

/** A press sorts, another turns it round, a third gives back the order made by hand. */
function Sortable({ column, wish: { sort }, onSort, right = false, className = '', children }: SortableProps) {
  const own = SORTED.includes(column) && sort?.column === column ? sort : null;
  const next = own === null ? { column, down: false } : own.down ? null : { column, down: true };
  return (
    <th className={`${right ? 'r' : ''} ${className}`} aria-sort={own === null ? 'none' : own.down ? 'descending' : 'ascending'}>
      <button type="button" className={`sorter ${own ? 'on' : ''} ${own?.down ? 'down' : ''}`} title={t(next === null ? 'list.byHand' : 'list.sortBy', { column: children })} onClick={() => onSort({ sort: next })}>{children}{own ? <Icon name="fold" /> : null}</button>
    </th>
  );
}
