import { Fader } from '../../../components/ui/Fader';
import { IconButton } from '../../../components/ui/IconButton';
import { Meter } from '../../../components/ui/Meters';
import { Popover } from '../../../components/ui/Popover';
import { t } from '../../../lib/i18n';
import { show } from '../../../lib/ui-state';
import { useStore } from '../../../lib/use-store';
import { setListeningGain, stopListening, type Listening } from '../../../live/listening';
import { codecWord, figures, troubleOf } from '../words';
import { QualityChoice } from './QualityChoice';

interface Props {
  item: Listening;
  name: string;
}

/** One stream that is heard here. */
export function PlayerItem({ item, name }: Props) {
  const { kind, id, levelsId, player } = item;
  const state = useStore(player.state);
  const trouble = troubleOf(state);
  return (
    <div className={`player-item ${kind}`} data-popover-clear>
      <IconButton icon="stop" label={t('player.stop', { name })} onPress={() => stopListening(id)} />
      <div className="player-name">
        <button type="button" className="name-link" title={name} onClick={() => show(kind, id)}>{name}</button>
        <span className="fact num">
          <Popover className="codec" button={codecWord(state)} label={t('player.quality', { name })} title={t('player.quality', { name })}>
            <QualityChoice item={item} name={name} />
          </Popover>
          {trouble === null
            ? figures(state).map(({ text, matters }, place) => <span key={place} className={matters ? '' : 'minor'}>{text}</span>)
            : state.needsPress ? <button type="button" className="name-link err" onClick={() => player.resume()}>{trouble}</button> : <span className={state.phase === 'connecting' ? '' : 'err'} title={trouble}>{trouble}</span>}
        </span>
      </div>
      <Meter id={levelsId} dead={state.phase !== 'playing'} />
      <Volume item={item} name={name} />
    </div>
  );
}

function Volume({ item: { id, gainDb }, name }: Props) {
  return <Fader label={t('player.volumeOf', { name })} gainDb={gainDb} maxDb={0} onChange={(next) => setListeningGain(id, next)} />;
}
