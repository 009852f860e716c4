import { useMemo, useRef, type RefObject } from 'react';
import type { Sink, Source } from '../../../api/types';
import { MeterRegion } from '../../../components/ui/Meters';
import { arrange, groupsOf } from '../../../lib/groups';
import { t } from '../../../lib/i18n';
import { panel, selection } from '../../../lib/ui-state';
import { useKeptStill } from '../../../lib/use-kept-still';
import { useLive } from '../../../lib/use-live';
import { useMedia } from '../../../lib/use-media';
import { useShown } from '../../../lib/use-shown';
import { useStore } from '../../../lib/use-store';
import { showItem, useWindow, type Windowed } from '../../../lib/use-window';
import { offsetsOf } from '../../../lib/windowing';
import { BANKS, routesOfSelected, useBanks, type Bank } from '../banks';
import { NONE_FOLDED, useLoudness } from '../hooks';
import { BankChoice } from './BankChoice';
import { LoudnessAside } from './LoudnessAside';
import { LyingStrips } from './LyingStrips';
import { RouteStrip } from './RouteStrip';
import { Strip } from './Strip';
import '../mixer.css';

const STRIP_PX = 80;
const BETWEEN_PX = 3;

/** Strips of sources, routes and sinks, as chosen. On a phone they lie. */
export function MixerView() {
  const phone = useMedia('(max-width: 640px)');
  return phone ? <LyingStrips /> : <Standing />;
}

const SIDES = { sources: 'in', routes: 'mid', sinks: 'out' } as const;
const EMPTY_BANK = { sources: 'patch.noSources', routes: 'mixer.noRoutes', sinks: 'patch.noSinks' } as const;

function Standing() {
  const live = useLive();
  const scroller = useRef<HTMLDivElement>(null);
  const banks = useBanks();
  const wide = useMedia('(min-width: 1280px)');
  const open = useStore(panel) !== 'none';
  const selected = useStore(selection);
  const sources = useMemo(() => arrange<Source | Sink>(live.sources, NONE_FOLDED), [live.sources]);
  const sinks = useMemo(() => arrange<Source | Sink>(live.sinks, NONE_FOLDED), [live.sinks]);
  const routes = useMemo(() => (banks.ofSelected ? routesOfSelected(live, selected) : live.routes), [live, selected, banks.ofSelected]);
  const counts = { sources: sources.length, routes: routes.length, sinks: sinks.length };
  const widthOf = (bank: Bank): number => (banks.shown.has(bank) ? counts[bank] * STRIP_PX + BETWEEN_PX : 0);
  const starts = { sources: 0, routes: widthOf('sources'), sinks: widthOf('sources') + widthOf('routes') };
  const spans = {
    sources: useBank(scroller, banks.shown.has('sources') ? counts.sources : 0, starts.sources),
    routes: useBank(scroller, banks.shown.has('routes') ? counts.routes : 0, starts.routes),
    sinks: useBank(scroller, banks.shown.has('sinks') ? counts.sinks : 0, starts.sinks),
  };
  useShown(selected?.id, () => {
    if (!selected || !scroller.current || !banks.shown.has(selected.kind)) return;
    const strips = { sources: sources.map(({ object }) => object), routes, sinks: sinks.map(({ object }) => object) }[selected.kind];
    const place = strips.findIndex(({ config_id }) => config_id === selected.id);
    const from = starts[selected.kind] + place * STRIP_PX;
    if (place >= 0) showItem(scroller.current, [from, from + STRIP_PX], 0, 'x');
  });
  const strips = {
    sources: sources.slice(spans.sources.first, spans.sources.end),
    sinks: sinks.slice(spans.sinks.first, spans.sinks.end),
  };
  const picked = [...live.sources, ...live.sinks].find(({ config_id, is_group }) => config_id === selected?.id && !is_group)
    ?? live.sinks.find(({ config_id, is_group }) => !is_group && live.status[config_id]?.state === 'ready') ?? live.sources.find(({ is_group }) => !is_group);
  useLoudness([...strips.sources, ...strips.sinks].filter(({ object }) => !object.is_group).map(({ object }) => object.config_id).concat(picked ? [picked.config_id] : []));
  useKeptStill(scroller);
  const endpointStrips = (kind: 'sources' | 'sinks') => strips[kind].map(({ object, depth, homeId }) => (
    <Strip key={object.config_id} kind={kind} object={object} status={live.status[object.config_id]} list={live[kind]} group={homeId === null ? null : (live[kind].find(({ config_id }) => config_id === homeId) ?? null)}
      bracket={depth > 0 || object.is_group} selected={selected?.id === object.config_id} />
  ));
  const routeStrips = () => routes.slice(spans.routes.first, spans.routes.end).map((route) => {
    const source = groupsOf(live.sources).byName.get(route.source);
    return <RouteStrip key={route.config_id} route={route} source={source} status={source && live.status[source.config_id]} selected={selected?.id === route.config_id} />;
  });
  return (
    <section className="mixer" aria-label={t('view.mixer')}>
      <MeterRegion className="mixer-region" label={t('mixer.levels')}>
        <BankChoice banks={banks} />
        <div className="mixer-scroll" ref={scroller} tabIndex={-1}>
          {BANKS.filter((bank) => banks.shown.has(bank)).map((bank) => (
            <div key={bank} className={`bank ${SIDES[bank]}`} style={{ width: counts[bank] > 0 ? counts[bank] * STRIP_PX : undefined }}>
              <header><h2>{t(`kind.${bank}`)}</h2></header>
              <div className="strips">
                <div style={{ width: spans[bank].beforePx, flex: 'none' }} />
                {bank === 'routes' ? routeStrips() : endpointStrips(bank)}
                <div style={{ width: spans[bank].afterPx, flex: 'none' }} />
              </div>
              {counts[bank] === 0 ? <p className="empty">{t(bank === 'routes' && banks.ofSelected ? 'mixer.noSelected' : EMPTY_BANK[bank])}</p> : null}
            </div>
          ))}
        </div>
      </MeterRegion>
      {wide && !open && picked ? <LoudnessAside key={picked.config_id} id={picked.config_id} name={picked.name} side={live.sinks.some(({ config_id }) => config_id === picked.config_id) ? 'out' : 'in'} /> : null}
    </section>
  );
}

/** The part of a bank of so many strips that is seen. */
function useBank(scroller: RefObject<HTMLElement | null>, count: number, startPx: number): Windowed {
  const offsets = useMemo(() => offsetsOf(Array.from({ length: count }, () => STRIP_PX)), [count]);
  return useWindow(scroller, offsets, 'x', startPx);
}
