import { useMemo, useRef, useState } from 'react';
import type { Route, Sink, Source } from '../../../api/types';
import { Choice } from '../../../components/ui/Choice';
import { Gain } from '../../../components/ui/Gain';
import { Meter, MeterRegion } from '../../../components/ui/Meters';
import { arrange, levelIdsOf } from '../../../lib/groups';
import { t } from '../../../lib/i18n';
import { menuOf } from '../../../lib/row-menu';
import { selection, show } from '../../../lib/ui-state';
import { useKeptStill } from '../../../lib/use-kept-still';
import { factsOf, useLive, type Endpoint } from '../../../lib/use-live';
import { useShown } from '../../../lib/use-shown';
import { useStore } from '../../../lib/use-store';
import { showItem, useWindow } from '../../../lib/use-window';
import { offsetsOf } from '../../../lib/windowing';
import { stars } from '../../../live/stars';
import { NONE_FOLDED } from '../hooks';
import { StripButtons } from './StripButtons';

type Which = 'sources' | 'routes' | 'sinks' | 'starred';

const ROW_PX = 98;
const EMPTY_BANK = { sources: 'patch.noSources', routes: 'mixer.noRoutes', sinks: 'patch.noSinks', starred: 'mixer.noStars' } as const;

/** The mixer on a phone: meter above fader, mute, solo and listen at the thumb. */
export function LyingStrips() {
  const live = useLive();
  const starred = useStore(stars);
  const [which, setWhich] = useState<Which>('sources');
  const selectedId = useStore(selection)?.id;
  const scroller = useRef<HTMLDivElement>(null);
  const strips = useMemo(() => {
    const of = (kind: 'sources' | 'sinks') => arrange<Source | Sink>(live[kind], NONE_FOLDED).map(({ object, depth }) => ({ kind, object, depth }));
    if (which === 'routes') return live.routes.map((object) => ({ kind: which, object, depth: 0 }));
    if (which !== 'starred') return of(which);
    return [...of('sources'), ...of('sinks')].filter(({ object }) => starred.has(object.config_id));
  }, [live, which, starred]);
  const offsets = useMemo(() => offsetsOf(strips.map(() => ROW_PX)), [strips]);
  const window = useWindow(scroller, offsets);
  useKeptStill(scroller);
  useShown(selectedId, () => {
    const place = strips.findIndex(({ object }) => object.config_id === selectedId);
    if (scroller.current && place >= 0) showItem(scroller.current, offsets, place);
  });
  return (
    <section className="mixer lying" aria-label={t('view.mixer')}>
      <div className="lying-bar"><Choice free label={t('view.mixer')} value={which} onChange={setWhich} options={[{ value: 'sources', label: t('kind.sources') }, { value: 'routes', label: t('kind.routes') }, { value: 'sinks', label: t('kind.sinks') }, { value: 'starred', label: t('list.starred') }]} /></div>
      <MeterRegion className="lying-region" label={t('mixer.levels')}>
        <div className="lying-scroll" ref={scroller}>
          <div style={{ height: window.beforePx }} />
          {strips.slice(window.first, window.end).map(({ kind, object, depth }) => (kind === 'routes' ? <LyingRoute key={object.config_id} route={object} /> : <Lying key={object.config_id} kind={kind} object={object} depth={depth} />))}
          <div style={{ height: window.afterPx }} />
          {strips.length === 0 ? <p className="empty">{t(EMPTY_BANK[which])}</p> : null}
        </div>
      </MeterRegion>
    </section>
  );
}

function Lying({ kind, object, depth }: { kind: 'sources' | 'sinks'; object: Source | Sink; depth: number }) {
  const live = useLive();
  const { config_id: id, name } = object;
  const facts = factsOf({ kind, object } as Endpoint, live.status[id]);
  const levels = levelIdsOf<Source | Sink>(object, live[kind]);
  return (
    <div className={`lying-strip ${kind === 'sources' ? 'in' : 'out'} ${facts.dead ? 'dead' : ''} ${depth > 0 ? 'member' : ''}`} role="group" aria-label={name} style={{ height: ROW_PX }} {...menuOf(kind, id)}>
      <button type="button" className="lying-name" onClick={() => show(kind, id)}><b>{name}</b>{facts.problem ? <span className="fact err">{facts.problem}</span> : object.enabled && !object.is_group ? null : <span className="fact">{object.enabled ? facts.kindName : t('state.off')}</span>}</button>
      <div className="lying-levels"><Meter id={levels} dead={facts.dead} /><Gain kind={kind} object={object} className="lying-gain" /></div>
      <StripButtons kind={kind} object={object} />
    </div>
  );
}

/** A route has no meter: nobody measures between its two ends. */
function LyingRoute({ route }: { route: Route }) {
  const { config_id: id, enabled, source, sink } = route;
  const name = `${source} → ${sink}`;
  return (
    <div className={`lying-strip mid ${enabled ? '' : 'dead'}`} role="group" aria-label={name} style={{ height: ROW_PX }} {...menuOf('routes', id)}>
      <button type="button" className="lying-name" onClick={() => show('routes', id)}><b>{source}</b><span className="to">→ {sink}</span>{enabled ? null : <span className="fact">{t('state.off')}</span>}</button>
      <div className="lying-levels"><Gain kind="routes" object={route} className="lying-gain" /></div>
      <StripButtons kind="routes" object={{ config_id: id, name, enabled }} />
    </div>
  );
}
