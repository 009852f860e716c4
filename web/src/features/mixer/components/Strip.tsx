import { memo } from 'react';
import type { EndpointStatus, Sink, Source } from '../../../api/types';
import { EqThumb } from '../../../components/ui/EqThumb';
import { Fader } from '../../../components/ui/Fader';
import { GainValue } from '../../../components/ui/GainValue';
import { Icon } from '../../../components/ui/Icon';
import { Meter, Peak, Readout } from '../../../components/ui/Meters';
import { volumeToDb } from '../../../lib/fader';
import { formatOne } from '../../../lib/format';
import { levelIdsOf } from '../../../lib/groups';
import { t } from '../../../lib/i18n';
import { menuOf } from '../../../lib/row-menu';
import { show } from '../../../lib/ui-state';
import { factsOf, useHand, type Endpoint } from '../../../lib/use-live';
import { useStore } from '../../../lib/use-store';
import { setGain } from '../../../live/commands';
import { editKey } from '../../../live/edits';
import { loudnessOf } from '../../../live/loudness';
import { edits } from '../../../live/session';
import { channelsOf } from '../channels';
import { StripButtons } from './StripButtons';

interface Props {
  kind: 'sources' | 'sinks';
  object: Source | Sink;
  status: EndpointStatus | undefined;
  list: readonly (Source | Sink)[];
  /** The group that it stands in. */
  group: Source | Sink | null;
  /** Stands in a group, or is one. */
  bracket: boolean;
  selected: boolean;
}

/** One strip: plate, equaliser, channels, fader and meter, gain, peak and loudness, mute, solo, listen. */
export const Strip = memo(function Strip({ kind, object, status, list, group, bracket, selected }: Props) {
  const { config_id: id, name, volume } = object;
  const facts = factsOf({ kind, object } as Endpoint, status);
  const gainDb = volumeToDb(volume);
  const unconfirmed = useStore(edits.unconfirmed).has(editKey(kind, id, 'volume'));
  const change = (next: number): void => setGain(kind, id, next);
  const levels = levelIdsOf(object, list);
  const together = group ? { gainDb: volumeToDb(group.volume), onChange: (next: number) => setGain(kind, group.config_id, next) } : null;
  return (
    <div className={`strip ${facts.dead ? 'dead' : ''} ${selected ? 'selected' : ''} ${bracket ? 'bracket' : ''} ${object.is_group ? 'group' : ''}`} role="group" aria-label={name} {...menuOf(kind, id)}>
      <button type="button" className="plate" title={name} data-row={id} data-side={kind === 'sources' ? 'in' : 'out'} onClick={() => show(kind, id)}>
        <b>{name}</b><span className={`fact ${facts.problem ? 'err' : ''}`}>{facts.problem ?? (object.enabled ? facts.kindName : t('state.off'))}</span>
      </button>
      <button type="button" className="strip-eq" aria-label={t('mixer.equaliser', { name })} title={t('mixer.equaliser', { name })} onClick={() => show(kind, id, 'eq')}><EqThumb equalizer={object.equalizer} /></button>
      <button type="button" className="channels" title={t('mixer.channels', { name })} onClick={() => show(kind, id, object.is_group ? 'main' : 'layout')}><Channels object={object} status={status} /><span className="unseen">{t('mixer.channels', { name })}</span></button>
      <div className="strip-levels">
        <Fader tall label={t('gain.of', { name })} gainDb={gainDb} onChange={change} together={together} />
        <Meter form="strip" id={levels} dead={facts.dead} />
      </div>
      <GainValue name={name} gainDb={gainDb} onChange={change} unconfirmed={unconfirmed} className="strip-gain" unit={false} hand={useHand(kind, id)} />
      <dl className="reads num">
        <dt title={t('row.peak')}>{t('mixer.peak')}</dt><dd><Peak id={levels} dead={facts.dead} className="" /></dd>
        <dt title={t('mixer.loudnessLong')}>{t('mixer.loudness')}</dt><dd>{object.is_group ? '–' : <Readout title={t('mixer.loudnessLong')} read={() => figure(facts.dead ? undefined : loudnessOf(id)?.shortTerm)} />}</dd>
      </dl>
      <StripButtons kind={kind} object={object} />
    </div>
  );
});

export const figure = (value: number | undefined): string => (value === undefined || value < -70 ? '–' : formatOne(value));

/** A dot for each channel, and what they are called together. */
function Channels({ object, status }: { object: Source | Sink; status: EndpointStatus | undefined }) {
  if (object.is_group) return <><span className="dots"><Icon name="group" /></span><span className="fact">{t('kind.group', { count: object.group_members.length })}</span></>;
  const { count, name } = channelsOf(object, status);
  return <><span className="dots" aria-hidden="true">{Array.from({ length: count }, (_, index) => <i key={index} />)}</span><span className="fact">{name}</span></>;
}
