import { useMemo, useRef } from 'react';
import type { Sink, Source } from '../../../api/types';
import { MeterRegion } from '../../../components/ui/Meters';
import { arrange } from '../../../lib/groups';
import { t } from '../../../lib/i18n';
import { panel, selection } from '../../../lib/ui-state';
import { useKeptStill } from '../../../lib/use-kept-still';
import { useLive } from '../../../lib/use-live';
import { useMedia } from '../../../lib/use-media';
import { useStore } from '../../../lib/use-store';
import { useWindow } from '../../../lib/use-window';
import { offsetsOf } from '../../../lib/windowing';
import { NONE_FOLDED, useLoudness } from '../hooks';
import { LoudnessAside } from './LoudnessAside';
import { LyingStrips } from './LyingStrips';
import { Strip } from './Strip';
import '../mixer.css';

const STRIP_PX = 80;
const BETWEEN_PX = 3;

/** Strips of sources, then of sinks. On a phone they lie. */
export function MixerView() {
  const phone = useMedia('(max-width: 640px)');
  return phone ? <LyingStrips /> : <Standing />;
}

function Standing() {
  const live = useLive();
  const scroller = useRef<HTMLDivElement>(null);
  const wide = useMedia('(min-width: 1280px)');
  const open = useStore(panel) !== 'none';
  const selected = useStore(selection);
  const sources = useMemo(() => arrange<Source | Sink>(live.sources, NONE_FOLDED), [live.sources]);
  const sinks = useMemo(() => arrange<Source | Sink>(live.sinks, NONE_FOLDED), [live.sinks]);
  const [left, right] = [useMemo(() => offsetsOf(sources.map(() => STRIP_PX)), [sources]), useMemo(() => offsetsOf(sinks.map(() => STRIP_PX)), [sinks])];
  const endPx = left[sources.length] ?? 0;
  const [inWindow, outWindow] = [useWindow(scroller, left, 'x'), useWindow(scroller, right, 'x', endPx + BETWEEN_PX)];
  const shown = [...sources.slice(inWindow.first, inWindow.end), ...sinks.slice(outWindow.first, outWindow.end)];
  const picked = [...live.sources, ...live.sinks].find(({ config_id, is_group }) => config_id === selected?.id && !is_group)
    ?? live.sinks.find(({ config_id, is_group }) => !is_group && live.status[config_id]?.state === 'ready') ?? live.sources.find(({ is_group }) => !is_group);
  useLoudness([...shown.filter(({ object }) => !object.is_group).map(({ object }) => object.config_id), ...(picked ? [picked.config_id] : [])]);
  useKeptStill(scroller);
  return (
    <section className="mixer" aria-label={t('view.mixer')}>
      <MeterRegion className="mixer-region" label={t('mixer.levels')}>
        <div className="mixer-scroll" ref={scroller} tabIndex={-1}>
          {([['sources', sources, inWindow], ['sinks', sinks, outWindow]] as const).map(([kind, lines, window]) => (
            <div key={kind} className={`bank ${kind === 'sources' ? 'in' : 'out'}`} style={{ width: kind === 'sources' ? endPx : undefined }}>
              <header><h2>{t(`kind.${kind}`)}</h2></header>
              <div className="strips">
                <div style={{ width: window.beforePx, flex: 'none' }} />
                {lines.slice(window.first, window.end).map(({ object, depth, homeId }) => (
                  <Strip key={object.config_id} kind={kind} object={object} status={live.status[object.config_id]} list={live[kind]} group={homeId === null ? null : (live[kind].find(({ config_id }) => config_id === homeId) ?? null)}
                    bracket={depth > 0 || object.is_group} selected={selected?.id === object.config_id} />
                ))}
                <div style={{ width: window.afterPx, flex: 'none' }} />
              </div>
              {lines.length === 0 ? <p className="empty">{t(kind === 'sources' ? 'patch.noSources' : 'patch.noSinks')}</p> : null}
            </div>
          ))}
        </div>
      </MeterRegion>
      {wide && !open && picked ? <LoudnessAside key={picked.config_id} id={picked.config_id} name={picked.name} side={live.sinks.some(({ config_id }) => config_id === picked.config_id) ? 'out' : 'in'} /> : null}
    </section>
  );
}
