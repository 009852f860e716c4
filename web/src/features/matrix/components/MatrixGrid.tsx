import { useCallback, useEffect, useMemo, useRef, useState, type KeyboardEvent } from 'react';
import type { Sink, Source } from '../../../api/types';
import { Icon } from '../../../components/ui/Icon';
import { MeterRegion } from '../../../components/ui/Meters';
import { stepDb, volumeToDb } from '../../../lib/fader';
import { arrange, type Line } from '../../../lib/groups';
import { t } from '../../../lib/i18n';
import { panel, select, selection, show } from '../../../lib/ui-state';
import { useKeptStill } from '../../../lib/use-kept-still';
import { useLive } from '../../../lib/use-live';
import { useShown } from '../../../lib/use-shown';
import { useStore } from '../../../lib/use-store';
import { showItem, useWindow } from '../../../lib/use-window';
import { offsetsOf } from '../../../lib/windowing';
import { connect, setEnabled, setGain } from '../../../live/commands';
import { disconnect } from '../../../live/many';
import { soloed } from '../../../live/solo';
import { folded } from '../../../live/stars';
import { crossingsOf } from '../paths';
import { Cell, cellId } from './Cell';
import { SinkHead, SourceHead, sourceHeadId } from './Heads';

const ROW_PX = 60;
const GROUP_ROW_PX = 48;
const COLUMN_PX = 128;
const NARROW_COLUMN_PX = 96;
const HEAD_PX = 86;
const NAME_PX = 300;
const NARROW_NAME_PX = 260;
/** Less than for a list: what is drawn beyond the edges counts twice, along both of them. */
const SPARE_PX = 160;

/** Rows are sources, columns sinks. One tab stop; arrows move, Space connects, Enter opens. */
export function MatrixGrid() {
  const live = useLive();
  const hidden = useStore(folded);
  const narrow = useStore(panel) !== 'none';
  const alone = useStore(soloed);
  const selected = useStore(selection);
  const scroller = useRef<HTMLDivElement>(null);
  const [at, setAt] = useState({ row: 0, column: 0 });
  const rows = useMemo(() => arrange(live.sources, hidden), [live.sources, hidden]);
  const columns = useMemo(() => arrange(live.sinks, hidden), [live.sinks, hidden]);
  const columnPx = narrow ? NARROW_COLUMN_PX : COLUMN_PX;
  const namePx = narrow ? NARROW_NAME_PX : NAME_PX;
  const rowOffsets = useMemo(() => offsetsOf(rows.map(({ object }) => (object.is_group ? GROUP_ROW_PX : ROW_PX))), [rows]);
  const columnOffsets = useMemo(() => offsetsOf(columns.map(() => columnPx)), [columns, columnPx]);
  const down = useWindow(scroller, rowOffsets, 'y', HEAD_PX, SPARE_PX);
  const across = useWindow(scroller, columnOffsets, 'x', namePx, SPARE_PX);
  // eslint-disable-next-line react-hooks/exhaustive-deps -- what is heard alone is part of a crossing
  const crossingOf = useMemo(() => crossingsOf(live), [live, alone]);
  const here = { row: Math.min(at.row, rows.length - 1), column: Math.min(at.column, columns.length - 1) };

  const newestCrossing = useRef(crossingOf);
  useEffect(() => {
    newestCrossing.current = crossingOf;
  });
  const press = useCallback((source: Source, sink: Sink): void => {
    const crossing = newestCrossing.current(source.name, sink.name);
    if (crossing.is === 'empty') void connect(source.config_id, sink.config_id);
    else show('routes', crossing.path.route.config_id);
  }, []);

  const moveTo = (row: number, column: number): void => {
    const next = { row: Math.min(rows.length - 1, Math.max(0, row)), column: Math.min(columns.length - 1, Math.max(0, column)) };
    const element = scroller.current;
    if (!element) return;
    setAt(next);
    showItem(element, rowOffsets, next.row, 'y', HEAD_PX);
    showItem(element, columnOffsets, next.column, 'x', namePx);
    requestAnimationFrame(() => {
      element.querySelector<HTMLElement>(`[data-cell="${next.row}.${next.column}"]`)?.focus({ preventScroll: true });
      const crossing = crossingOf(rows[next.row]?.object.name ?? '', columns[next.column]?.object.name ?? '');
      if (crossing.is === 'route') select('routes', crossing.path.route.config_id);
    });
  };
  const onKeyDown = (event: KeyboardEvent): void => {
    const { row, column } = here;
    const [source, sink] = [rows[row]?.object, columns[column]?.object];
    if (!source || !sink || event.ctrlKey || event.metaKey || event.altKey) return;
    const crossing = crossingOf(source.name, sink.name);
    const own = crossing.is === 'route' ? crossing.path.route : null;
    const nudge = (step: number): void => {
      if (own) setGain('routes', own.config_id, step === 0 ? 0 : stepDb(volumeToDb(own.volume), step));
    };
    const page = 8;
    const act: (() => void) | undefined = {
      ArrowUp: () => moveTo(row - 1, column), ArrowDown: () => moveTo(row + 1, column),
      ArrowLeft: () => moveTo(row, column - 1), ArrowRight: () => moveTo(row, column + 1),
      PageUp: () => moveTo(row - page, column), PageDown: () => moveTo(row + page, column),
      Home: () => moveTo(row, 0), End: () => moveTo(row, columns.length - 1),
      ' ': () => void (own ? disconnect(own.config_id) : connect(source.config_id, sink.config_id)),
      Delete: () => {
        if (own) void disconnect(own.config_id);
      },
      Enter: () => press(source, sink),
      m: () => {
        if (own) void setEnabled('routes', own.config_id, !own.enabled);
      },
      '+': () => nudge(event.shiftKey ? 0.1 : 0.5), '-': () => nudge(event.shiftKey ? -0.1 : -0.5), 0: () => nudge(0),
    }[event.key];
    if (!act) return;
    event.preventDefault();
    event.stopPropagation();
    act();
  };
  useKeptStill(scroller, rows.length > 0 && columns.length > 0);
  useShown(selected?.id, () => {
    const route = selected?.kind === 'routes' ? live.routes.find(({ config_id }) => config_id === selected.id) : undefined;
    const row = rows.findIndex(({ object }) => object.config_id === selected?.id || object.name === route?.source);
    const column = columns.findIndex(({ object }) => object.config_id === selected?.id || object.name === route?.sink);
    if (scroller.current && row >= 0) showItem(scroller.current, rowOffsets, row, 'y', HEAD_PX);
    if (scroller.current && column >= 0) showItem(scroller.current, columnOffsets, column, 'x', namePx);
  });

  if (rows.length === 0 || columns.length === 0) return <section className="matrix"><p className="empty">{t(rows.length === 0 ? 'patch.noSources' : 'patch.noSinks')}</p></section>;
  const shownRows = rows.slice(down.first, down.end);
  const placeOf = (row: number) => ({ top: rowOffsets[row] ?? 0, height: (rowOffsets[row + 1] ?? 0) - (rowOffsets[row] ?? 0) });
  const shownColumns = columns.slice(across.first, across.end);
  const width = namePx + (columnOffsets[columns.length] ?? 0);
  return (
    <section className={`matrix ${narrow ? 'narrow' : ''}`} aria-label={t('view.matrix')}>
      <MeterRegion className="mx-region" canvasClassName="meter-canvas mx-meters" label={t('matrix.levels')}>
        <div className="mx-scroll" ref={scroller} onKeyDown={onKeyDown}>
          <div className="mx-corner" aria-hidden="true" style={{ width: namePx, height: HEAD_PX, marginBottom: -HEAD_PX }}>
            <span className="in-word">{t('kind.sources')} ↓</span><span className="out-word">{t('kind.sinks')} →</span>
          </div>
          <div className="mx-beside" style={{ width, top: HEAD_PX, height: rowOffsets[rows.length] }}>
            <div className="mx-names">
              {shownRows.map((line, index) => <SourceHead key={line.object.config_id} line={line} status={live.status[line.object.config_id]} leafIds={leafIds(line, live.sources)} width={namePx} {...placeOf(down.first + index)} />)}
            </div>
          </div>
          <div role="grid" aria-label={t('matrix.label')} aria-rowcount={rows.length + 1} aria-colcount={columns.length + 1} style={{ width }}>
            <div className="mx-head" role="row" aria-rowindex={1} style={{ width, height: HEAD_PX }}>
              <div role="columnheader" aria-colindex={1}><span className="hidden">{t('kind.sources')}</span></div>
              {shownColumns.map((line, index) => <SinkHead key={line.object.config_id} line={line} status={live.status[line.object.config_id]} leafIds={leafIds(line, live.sinks)} left={namePx + (columnOffsets[across.first + index] ?? 0)} width={columnPx} index={across.first + index + 2} />)}
            </div>
            <div className="mx-body" role="rowgroup" style={{ width, height: rowOffsets[rows.length] }}>
              {shownRows.map((line, rowIndex) => {
                const row = down.first + rowIndex;
                return (
                  <div key={line.object.config_id} className="mx-row" role="row" aria-rowindex={row + 2} aria-owns={[sourceHeadId(line.object), ...shownColumns.map((_, index) => cellId(`${row}.${across.first + index}`))].join(' ')} style={{ ...placeOf(row), width }}>
                    {shownColumns.map((sink, columnIndex) => {
                      const column = across.first + columnIndex;
                      const crossing = crossingOf(line.object.name, sink.object.name);
                      return (
                        <Cell key={sink.object.config_id} source={line.object} sink={sink.object} path={crossing.is === 'empty' ? null : crossing.path} given={crossing.is === 'given'}
                          selected={crossing.is === 'route' && selected?.id === crossing.path.route.config_id} tabStop={here.row === row && here.column === column} place={`${row}.${column}`} index={column + 2}
                          left={namePx + (columnOffsets[column] ?? 0)} width={columnPx} onPress={press} onFocusCell={setAt} />
                      );
                    })}
                  </div>
                );
              })}
            </div>
          </div>
        </div>
      </MeterRegion>
      <Legend />
    </section>
  );
}

const leafIds = <T extends Source | Sink>({ object }: Line<T>, list: readonly T[]): readonly string[] => {
  if (!object.is_group) return [object.config_id];
  const names = new Set(object.group_members);
  return list.filter(({ name }) => names.has(name)).map(({ config_id }) => config_id);
};

function Legend() {
  return (
    <footer className="mx-legend">
      <span><i className="swatch lit" />{t('matrix.legendRoute')}</span>
      <span><Icon name="link" />{t('matrix.legendGiven')}</span>
      <span><i className="swatch off" />{t('matrix.legendOff')}</span>
      <span className="keys"><kbd>{t('matrix.space')}</kbd> {t('matrix.connects')} <kbd>↑↓←→</kbd> {t('matrix.moves')} <kbd>Enter</kbd> {t('matrix.opens')}</span>
    </footer>
  );
}
