import { useState } from 'react';
import type { Source } from '../../../api/types';
import { Choice } from '../../../components/ui/Choice';
import { PanelFrame } from '../../../components/ui/PanelFrame';
import { FormRow, TextField } from '../../../components/ui/TextField';
import { useSubmit } from '../../../components/ui/use-submit';
import { t } from '../../../lib/i18n';
import { show } from '../../../lib/ui-state';
import { useLive } from '../../../lib/use-live';
import { create, freeName } from '../../../live/commands';
import { useForeseen } from '../hooks';
import { AddForm } from './AddForm';
import { FoundList } from './FoundList';
import { GroupFields } from './GroupFields';
import { KindChoice } from './KindChoice';
import '../add.css';

const WAYS = ['scream', 'browserSource', 'tone', 'noise', 'sweep', 'demo', 'sourceGroup'] as const;
type Way = (typeof WAYS)[number];

/** What was found on the network first, then by hand. */
export function AddSourcePanel() {
  return (
    <PanelFrame label={t('add.source')} title={t('add.source')}>
      <FoundList />
      <h3>{t('add.byHand')}</h3>
      <ByHand />
    </PanelFrame>
  );
}

const plain = (text: string): string => text.trim().replace(',', '.').replace('\u2212', '-');

function ByHand() {
  const { sources } = useLive();
  const [way, setWay] = useState<Way>('scream');
  const [typedName, setTypedName] = useState('');
  const [ip, setIp] = useState('');
  const [frequency, setFrequency] = useState('440');
  const [level, setLevel] = useState('-20');
  const [colour, setColour] = useState<'pink' | 'white'>('pink');
  const [members, setMembers] = useState<string[]>([]);
  const name = typedName.trim() || freeName(t(`add.name.${way}`), sources);
  const what: Record<Way, Partial<Source>> = {
    scream: { ip: ip.trim() },
    browserSource: { tag: `whip:${name}` },
    tone: { tag: `tone:${plain(frequency)}:${plain(level)}` },
    noise: { tag: `noise:${colour}:${plain(level)}` },
    sweep: { tag: 'sweep:20-20000' },
    demo: { tag: 'demo:' },
    sourceGroup: { is_group: true, group_members: members },
  };
  const object = { name, ...what[way] };
  const touched = [...(typedName === '' ? [] : ['name']), ...(ip === '' ? [] : ['ip']), ...(frequency === '440' && level === '-20' ? [] : ['tag'])];
  const foreseen = useForeseen('sources', object, touched);
  const submit = useSubmit(async () => {
    const source = await create('sources', object);
    if (source) show('sources', source.config_id);
  }, way === 'scream' ? ['name', 'ip'] : way === 'tone' || way === 'noise' ? ['name', 'tag'] : ['name']);
  const problemOf = (key: string): string | null => submit.problemOf(key) ?? foreseen(key);
  return (
    <AddForm submit={submit}>
      <KindChoice label={t('add.what')} value={way} onChange={setWay} options={WAYS.map((value) => ({ value, label: t(`add.${value}`), hint: t(`add.${value}Hint`) }))} />
      <TextField label={t('field.name')} value={typedName} placeholder={name} onChange={setTypedName} problem={problemOf('name')} />
      {way === 'scream' ? <TextField label={t('field.address')} value={ip} placeholder="192.168.1.20" onChange={setIp} problem={problemOf('ip')} /> : null}
      {way === 'tone' ? <TextField label={t('field.frequency')} value={frequency} unit="Hz" inputMode="decimal" onChange={setFrequency} problem={problemOf('tag')} /> : null}
      {way === 'noise' ? <FormRow label={t('field.colour')}><Choice label={t('field.colour')} value={colour} onChange={setColour} options={[{ value: 'pink', label: t('noise.pink') }, { value: 'white', label: t('noise.white') }]} /></FormRow> : null}
      {way === 'tone' || way === 'noise' ? <TextField label={t('field.level')} value={level} unit="dBFS" inputMode="decimal" onChange={setLevel} problem={way === 'noise' ? problemOf('tag') : null} /> : null}
      {way === 'sourceGroup' ? <GroupFields kind="sources" members={members} onChange={setMembers} /> : null}
    </AddForm>
  );
}
