import { memo } from 'react';
import type { EndpointStatus, Route, Source } from '../../../api/types';
import { EqThumb } from '../../../components/ui/EqThumb';
import { Fader } from '../../../components/ui/Fader';
import { GainValue } from '../../../components/ui/GainValue';
import { volumeToDb } from '../../../lib/fader';
import { formatNumber, withUnit } from '../../../lib/format';
import { t } from '../../../lib/i18n';
import { menuOf } from '../../../lib/row-menu';
import { show } from '../../../lib/ui-state';
import { useHand } from '../../../lib/use-live';
import { useStore } from '../../../lib/use-store';
import { setGain } from '../../../live/commands';
import { editKey } from '../../../live/edits';
import { edits } from '../../../live/session';
import { channelsOf } from '../channels';
import { StripButtons } from './StripButtons';

interface Props {
  route: Route;
  source: Source | undefined;
  status: EndpointStatus | undefined;
  selected: boolean;
}

/** The strip of a route: where from and to, equaliser, channels or delay, fader, gain, mute and listen. It has no meter: nobody measures between the two. */
export const RouteStrip = memo(function RouteStrip({ route, source, status, selected }: Props) {
  const { config_id: id, volume, enabled } = route;
  const name = `${route.source} → ${route.sink}`;
  const gainDb = volumeToDb(volume);
  const unconfirmed = useStore(edits.unconfirmed).has(editKey('routes', id, 'volume'));
  const change = (next: number): void => setGain('routes', id, next);
  const channels = source && !source.is_group ? channelsOf(source, status) : { count: 0, name: '–' };
  const byHand = Object.values(route.speaker_layouts).some(({ auto_mode }) => !auto_mode);
  const fact = route.delay > 0 ? withUnit(formatNumber(route.delay), 'ms') : byHand ? t('mixer.byHand') : channels.name;
  return (
    <div className={`strip route ${enabled ? '' : 'dead'} ${selected ? 'selected' : ''}`} role="group" aria-label={name} {...menuOf('routes', id)}>
      <button type="button" className="plate" title={name} data-row={id} data-side="mid" onClick={() => show('routes', id)}>
        <b>{route.source}</b><span className="to">→ {route.sink}</span>{enabled ? null : <span className="fact">{t('state.off')}</span>}
      </button>
      <button type="button" className="strip-eq" aria-label={t('mixer.equaliser', { name })} title={t('mixer.equaliser', { name })} onClick={() => show('routes', id, 'eq')}><EqThumb equalizer={route.equalizer} /></button>
      <button type="button" className="channels" title={t('mixer.channels', { name })} onClick={() => show('routes', id, route.delay > 0 ? 'delay' : 'layout')}>
        <span className="dots" aria-hidden="true">{Array.from({ length: channels.count }, (_, index) => <i key={index} />)}</span><span className="fact">{fact}</span><span className="unseen">{t('mixer.channels', { name })}</span>
      </button>
      <div className="strip-levels"><Fader tall label={t('gain.of', { name })} gainDb={gainDb} onChange={change} /></div>
      <GainValue name={name} gainDb={gainDb} onChange={change} unconfirmed={unconfirmed} className="strip-gain" unit={false} hand={useHand('routes', id)} />
      <StripButtons kind="routes" object={{ config_id: id, name, enabled }} />
    </div>
  );
});
