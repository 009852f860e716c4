import { useEffect } from 'react';
import type { Sink } from '../../../api/types';
import { Fader } from '../../../components/ui/Fader';
import { Icon } from '../../../components/ui/Icon';
import { MeterRegion } from '../../../components/ui/Meters';
import { Popover } from '../../../components/ui/Popover';
import { t } from '../../../lib/i18n';
import { useLive } from '../../../lib/use-live';
import { useMedia } from '../../../lib/use-media';
import { useStore } from '../../../lib/use-store';
import { gainHereDb, listen, listening, setGainHere, stopAll } from '../../../live/listening';
import { nameOf } from '../names';
import { shareWithSystem } from '../system-controls';
import '../player.css';
import { PlayerItem } from './PlayerItem';

const MOST_SHOWN = 4;
const MOST_SHOWN_NARROW = 2;

/** What is heard in this browser, at the foot of every view. */
export function PlayerBar() {
  const live = useLive();
  const items = useStore(listening);
  const narrow = useMedia('(max-width: 1099px)');
  const fits = narrow ? MOST_SHOWN_NARROW : MOST_SHOWN;
  const names = items.map(({ kind, id }) => nameOf(live, kind, id));
  const together = names.join(', ');
  useEffect(() => shareWithSystem(together), [together]);
  if (items.length === 0) return <Idle sinks={live.sinks} />;
  const more = items.slice(fits);
  return (
    <footer className="player" aria-label={t('player.label')}>
      <div className="player-head">
        <Icon name="listen" /><span>{t('player.label')}<br /><span className="fact num">{t('player.to', { count: items.length })}</span></span>
      </div>
      <Popover className="ib player-fold" button={<Icon name="listen" />} label={t('player.volumeHere')} title={t('player.volumeHere')}>
        <h2>{t('player.here')}</h2>
        <Here />
      </Popover>
      <MeterRegion className="player-items" label={t('player.levels')}>
        {items.slice(0, fits).map((item, index) => <PlayerItem key={item.id} item={item} name={names[index] ?? ''} />)}
        {more.length > 0 ? (
          <Popover className="btn q num" button={`+${more.length}`} label={t('player.more', { count: more.length })} title={t('player.more', { count: more.length })}>
            <MeterRegion className="player-more" label={t('player.levels')}>{more.map((item, index) => <PlayerItem key={item.id} item={item} name={names[fits + index] ?? ''} />)}</MeterRegion>
          </Popover>
        ) : null}
      </MeterRegion>
      <div className="player-here"><span className="fact">{t('player.here')}</span><Here /></div>
      <button type="button" className="btn q" onClick={stopAll}>{t('player.stopAll')}</button>
    </footer>
  );
}

function Here() {
  return <Fader label={t('player.volumeHere')} gainDb={useStore(gainHereDb)} maxDb={0} onChange={setGainHere} />;
}

/** The one press to the first sound: a sink for browsers, or any. */
function Idle({ sinks }: { sinks: Sink[] }) {
  const able = sinks.filter((sink) => sink.enabled && !sink.is_group);
  const first = able.find((sink) => sink.protocol === 'web_receiver') ?? able[0];
  if (!first) return null;
  return (
    <footer className="player idle" aria-label={t('player.label')}>
      <button type="button" className="btn" onClick={() => listen('sinks', first.config_id)}><Icon name="listen" />{t('player.listen')}</button>
      <p><b>{t('player.idle')}</b> <span className="fact">{t('player.idleHint', { name: first.name })}</span></p>
    </footer>
  );
}
