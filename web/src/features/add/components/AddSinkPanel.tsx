import { useState } from 'react';
import type { Sink } from '../../../api/types';
import { Choice, Select } from '../../../components/ui/Choice';
import { PanelFrame } from '../../../components/ui/PanelFrame';
import { FormRow, TextField } from '../../../components/ui/TextField';
import { useSubmit } from '../../../components/ui/use-submit';
import { t } from '../../../lib/i18n';
import { BIT_DEPTHS, LAYOUTS, SAMPLE_RATES, withLayout } from '../../../lib/sound-formats';
import { show } from '../../../lib/ui-state';
import { useLive } from '../../../lib/use-live';
import { create, freeName } from '../../../live/commands';
import { useForeseen } from '../hooks';
import { AddForm } from './AddForm';
import { GroupFields } from './GroupFields';
import { KindChoice } from './KindChoice';
import '../add.css';

const WAYS = ['receiver', 'browser', 'sinkGroup'] as const;
type Way = (typeof WAYS)[number];

const STANDARD_PORT = '4010';

/** A Scream receiver by its address, a sink for browsers, or a group of sinks. */
export function AddSinkPanel() {
  const { sinks } = useLive();
  const [way, setWay] = useState<Way>('receiver');
  const [typedName, setTypedName] = useState('');
  const [ip, setIp] = useState('');
  const [port, setPort] = useState(STANDARD_PORT);
  const [members, setMembers] = useState<string[]>([]);
  const [format, setFormat] = useState({ sample_rate: 48000, bit_depth: 16, ...withLayout('stereo') });
  const name = typedName.trim() || freeName(t(`add.name.${way}`), sinks);
  const what: Record<Way, Partial<Sink>> = {
    receiver: { protocol: 'scream', ip: ip.trim(), port: /^\d+$/.test(port.trim()) ? Number(port) : (port as unknown as number), ...format },
    browser: { protocol: 'web_receiver' },
    sinkGroup: { is_group: true, group_members: members },
  };
  const object = { name, ...what[way] };
  const foreseen = useForeseen('sinks', object, [...(typedName === '' ? [] : ['name']), ...(ip === '' ? [] : ['ip']), ...(port === STANDARD_PORT ? [] : ['port'])]);
  const submit = useSubmit(async () => {
    const sink = await create('sinks', object);
    if (sink) show('sinks', sink.config_id);
  }, way === 'receiver' ? ['name', 'ip', 'port'] : ['name']);
  const problemOf = (key: string): string | null => submit.problemOf(key) ?? foreseen(key);
  return (
    <PanelFrame label={t('add.sink')} title={t('add.sink')}>
      <AddForm submit={submit}>
        <KindChoice label={t('add.where')} value={way} onChange={setWay} options={WAYS.map((value) => ({ value, label: t(`add.${value === 'receiver' ? 'screamReceiver' : value}`), hint: t(`add.${value}Hint`) }))} />
        <TextField label={t('field.name')} value={typedName} placeholder={name} onChange={setTypedName} problem={problemOf('name')} />
        {way === 'sinkGroup' ? <GroupFields kind="sinks" members={members} onChange={setMembers} /> : null}
        {way === 'receiver' ? (
          <>
            <TextField label={t('field.address')} value={ip} placeholder="192.168.1.63" onChange={setIp} problem={problemOf('ip')} />
            <TextField label={t('field.port')} value={port} inputMode="numeric" onChange={setPort} problem={problemOf('port')} />
            <FormRow label={t('field.rate')}><Select label={t('field.rate')} options={SAMPLE_RATES} value={format.sample_rate} onChange={(sample_rate) => setFormat({ ...format, sample_rate })} /></FormRow>
            <FormRow label={t('field.bits')}><Choice label={t('field.bits')} options={BIT_DEPTHS} value={format.bit_depth} onChange={(bit_depth) => setFormat({ ...format, bit_depth })} /></FormRow>
            <FormRow label={t('field.layout')}><Select label={t('field.layout')} options={LAYOUTS} value={format.channel_layout} onChange={(layout) => setFormat({ ...format, ...withLayout(layout) })} /></FormRow>
          </>
        ) : null}
      </AddForm>
      <p className="fact later">{t('add.sinksLater')}</p>
    </PanelFrame>
  );
}
