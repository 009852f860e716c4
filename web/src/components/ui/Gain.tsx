import type { Kind } from '../../api/types';
import { volumeToDb } from '../../lib/fader';
import { t } from '../../lib/i18n';
import { useHand } from '../../lib/use-live';
import { useStore } from '../../lib/use-store';
import { setGain } from '../../live/commands';
import { editKey } from '../../live/edits';
import { edits } from '../../live/session';
import { Fader } from './Fader';
import { GainValue } from './GainValue';

interface Props {
  kind: Kind;
  object: { config_id: string; name: string; volume: number };
  fader?: boolean;
  className?: string;
}

/** Gain of a source, route or sink: fader and value, or the value alone. */
export function Gain({ kind, object, fader = true, className = 'val' }: Props) {
  const { config_id: id, name, volume } = object;
  const unconfirmed = useStore(edits.unconfirmed).has(editKey(kind, id, 'volume'));
  const gainDb = volumeToDb(volume);
  const change = (next: number): void => setGain(kind, id, next);
  return (
    <>
      {fader ? <Fader label={t('gain.of', { name })} gainDb={gainDb} onChange={change} /> : null}
      <GainValue name={name} gainDb={gainDb} onChange={change} unconfirmed={unconfirmed} className={className} hand={useHand(kind, id)} />
    </>
  );
}
