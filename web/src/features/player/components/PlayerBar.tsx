import type { Sink } from '../../../api/types';
import { Fader } from '../../../components/ui/Fader';
import { Icon } from '../../../components/ui/Icon';
import { IconButton } from '../../../components/ui/IconButton';
import { Meter, MeterRegion } from '../../../components/ui/Meters';
import { t } from '../../../lib/i18n';
import { show } from '../../../lib/ui-state';
import { useLive } from '../../../lib/use-live';
import { useMedia } from '../../../lib/use-media';
import { useStore } from '../../../lib/use-store';
import { gainHereDb, listen, listening, setGainHere, setListeningGain, stopAll, stopListening, type Listening } from '../../../live/listening';
import { describe, isSilent, quality } from '../words';
import '../player.css';

/** What is heard in this browser, at the foot of every view. */
export function PlayerBar() {
  const live = useLive();
  const items = useStore(listening);
  const here = useStore(gainHereDb);
  const narrow = useMedia('(max-width: 1099px)');
  const fits = narrow ? 2 : 4;
  if (items.length === 0) return <Idle sinks={live.sinks} />;
  return (
    <footer className="player" aria-label={t('player.label')}>
      <div className="player-head"><Icon name="listen" /><span>{t('player.label')}<br /><span className="fact">{t('player.to', { count: items.length })}</span></span></div>
      <MeterRegion className="player-items" label={t('player.label')}>
        {items.slice(0, fits).map((item) => <Item key={item.id} item={item} name={live[item.kind].find((object) => object.config_id === item.id)?.name ?? '…'} />)}
        {items.length > fits ? <span className="fact num">+{items.length - fits}</span> : null}
      </MeterRegion>
      <div className="player-here"><span className="fact">{t('player.here')}</span><Fader label={t('player.volumeHere')} gainDb={here} maxDb={0} onChange={setGainHere} /></div>
      <button type="button" className="btn q" onClick={stopAll}>{t('player.stopAll')}</button>
    </footer>
  );
}

/** The one press to the first sound: a sink for browsers, or any. */
function Idle({ sinks }: { sinks: Sink[] }) {
  const able = sinks.filter((sink) => sink.enabled);
  const first = able.find((sink) => sink.protocol === 'web_receiver') ?? able[0];
  if (!first) return null;
  return (
    <footer className="player idle" aria-label={t('player.label')}>
      <button type="button" className="btn" onClick={() => listen('sinks', first.config_id)}><Icon name="listen" />{t('player.listen')}</button>
      <p><b>{t('player.idle')}</b> <span className="fact">{t('player.idleHint', { name: first.name })}</span></p>
    </footer>
  );
}

function Item({ item, name }: { item: Listening; name: string }) {
  const state = useStore(item.player.state);
  const trouble = state.phase === 'refused' || state.phase === 'reconnecting' || isSilent(state);
  return (
    <div className="player-item">
      <IconButton icon="stop" label={t('player.stop', { name })} onPress={() => stopListening(item.id)} />
      <div className="player-name">
        <button type="button" className="name-link" onClick={() => show(item.kind, item.id)}>{name}</button>
        <span className={`fact num ${trouble ? 'err' : ''}`} title={quality(state)}>{describe(state)}</span>
      </div>
      <Meter id={item.levelsId} dead={state.phase !== 'playing'} />
      <Fader label={t('player.volumeOf', { name })} gainDb={item.gainDb} maxDb={0} onChange={(gainDb) => setListeningGain(item.id, gainDb)} />
    </div>
  );
}
