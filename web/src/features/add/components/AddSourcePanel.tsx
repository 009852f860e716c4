import { useState } from 'react';
import { Choice } from '../../../components/ui/Choice';
import { PanelFrame } from '../../../components/ui/PanelFrame';
import { TextField } from '../../../components/ui/TextField';
import { useSubmit } from '../../../components/ui/use-submit';
import { t } from '../../../lib/i18n';
import { show } from '../../../lib/ui-state';
import { useLive } from '../../../lib/use-live';
import { create, freeName } from '../../../live/commands';
import { AddForm } from './AddForm';
import { FoundList } from './FoundList';
import '../add.css';

type Way = 'scream' | 'tone' | 'demo';

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

function ByHand() {
  const { sources } = useLive();
  const [way, setWay] = useState<Way>('scream');
  const [typedName, setTypedName] = useState('');
  const [ip, setIp] = useState('');
  const [frequency, setFrequency] = useState('440');
  const name = typedName.trim() || freeName(t(`add.name.${way}`), sources);
  const submit = useSubmit(async () => {
    const what = { scream: { ip: ip.trim() }, tone: { tag: `tone:${frequency.trim().replace(',', '.')}` }, demo: { tag: 'demo:' } }[way];
    const source = await create('sources', { name, ...what });
    if (source) show('sources', source.config_id);
  }, way === 'scream' ? ['name', 'ip'] : way === 'tone' ? ['name', 'tag'] : ['name']);
  return (
    <AddForm submit={submit}>
      <Choice label={t('add.what')} value={way} onChange={setWay}
        options={[{ value: 'scream', label: t('add.scream') }, { value: 'tone', label: t('add.tone') }, { value: 'demo', label: t('add.demo') }]} />
      <p className="fact">{t(`add.${way}Hint`)}</p>
      <TextField label={t('field.name')} value={typedName} placeholder={name} onChange={setTypedName} problem={submit.problemOf('name')} />
      {way === 'scream' ? <TextField label={t('field.address')} value={ip} placeholder="192.168.1.20" onChange={setIp} problem={submit.problemOf('ip')} /> : null}
      {way === 'tone' ? <TextField label={t('field.frequency')} value={frequency} unit="Hz" inputMode="decimal" onChange={setFrequency} problem={submit.problemOf('tag')} /> : null}
    </AddForm>
  );
}
