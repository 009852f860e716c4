import { useState } from 'react';
import { Choice, Select } from '../../../components/ui/Choice';
import { PanelFrame } from '../../../components/ui/PanelFrame';
import { FormRow, TextField } from '../../../components/ui/TextField';
import { useSubmit } from '../../../components/ui/use-submit';
import { t } from '../../../lib/i18n';
import { BIT_DEPTHS, LAYOUTS, SAMPLE_RATES, withLayout } from '../../../lib/sound-formats';
import { show } from '../../../lib/ui-state';
import { useLive } from '../../../lib/use-live';
import { create, freeName } from '../../../live/commands';
import { AddForm } from './AddForm';
import '../add.css';

type Way = 'receiver' | 'browser';

const STANDARD_PORT = '4010';

/** A Scream receiver by its address, or a sink for browsers. */
export function AddSinkPanel() {
  const { sinks } = useLive();
  const [way, setWay] = useState<Way>('receiver');
  const [typedName, setTypedName] = useState('');
  const [ip, setIp] = useState('');
  const [port, setPort] = useState(STANDARD_PORT);
  const [format, setFormat] = useState({ sample_rate: 48000, bit_depth: 16, channels: 2, channel_layout: 'stereo' });
  const name = typedName.trim() || freeName(t(`add.name.${way}`), sinks);
  const submit = useSubmit(async () => {
    const where = way === 'receiver' ? { protocol: 'scream', ip: ip.trim(), port: Number(port), ...format } : { protocol: 'web_receiver' };
    const sink = await create('sinks', { name, ...where });
    if (sink) show('sinks', sink.config_id);
  }, way === 'receiver' ? ['name', 'ip', 'port'] : ['name']);
  return (
    <PanelFrame label={t('add.sink')} title={t('add.sink')}>
      <AddForm submit={submit}>
        <Choice label={t('add.where')} value={way} onChange={setWay} options={[{ value: 'receiver', label: t('add.screamReceiver') }, { value: 'browser', label: t('add.browser') }]} />
        <p className="fact">{t(`add.${way}Hint`)}</p>
        <TextField label={t('field.name')} value={typedName} placeholder={name} onChange={setTypedName} problem={submit.problemOf('name')} />
        {way === 'receiver' ? (
          <>
            <TextField label={t('field.address')} value={ip} placeholder="192.168.1.63" onChange={setIp} problem={submit.problemOf('ip')} />
            <TextField label={t('field.port')} value={port} inputMode="numeric" onChange={setPort} problem={submit.problemOf('port')} />
            <FormRow label={t('field.rate')}><Select label={t('field.rate')} options={SAMPLE_RATES} value={format.sample_rate} onChange={(sample_rate) => setFormat({ ...format, sample_rate })} /></FormRow>
            <FormRow label={t('field.bits')}><Choice label={t('field.bits')} options={BIT_DEPTHS} value={format.bit_depth} onChange={(bit_depth) => setFormat({ ...format, bit_depth })} /></FormRow>
            <FormRow label={t('field.layout')}><Select label={t('field.layout')} options={LAYOUTS} value={format.channel_layout} onChange={(layout) => setFormat({ ...format, ...withLayout(layout) })} /></FormRow>
          </>
        ) : null}
      </AddForm>
    </PanelFrame>
  );
}
