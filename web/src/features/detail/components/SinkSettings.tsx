import type { ReceiverMapping, Sink } from '../../../api/types';
import { ActButton } from '../../../components/ui/ActButton';
import { Choice, Select } from '../../../components/ui/Choice';
import { FormRow } from '../../../components/ui/TextField';
import { t } from '../../../lib/i18n';
import { BIT_DEPTHS, LAYOUTS, SAMPLE_RATES, withLayout } from '../../../lib/sound-formats';
import { useLive } from '../../../lib/use-live';
import { outputsOf } from '../../../lib/channels';
import { EditedField, setAtOnce, SwitchRow, Told } from './Fields';

/** What this version sends to; the others keep what was configured for them, and say that they do not sound yet. */
const SENT = ['scream', 'web_receiver'] as const;
const LATER = ['rtp', 'rtp_opus', 'system_audio'] as const;

const addressed = (sink: Sink): boolean => sink.protocol !== 'web_receiver' && sink.protocol !== 'system_audio';

export function SinkSettings({ sink }: { sink: Sink }) {
  const { config_id: id } = sink;
  const set = (change: Partial<Sink>): void => setAtOnce('sinks', id, change);
  const rtp = sink.protocol === 'rtp' || sink.protocol === 'rtp_opus';
  return (
    <section className="group">
      <h3>{t('panel.settings')}</h3>
      <EditedField kind="sinks" id={id} field="name" label={t('field.name')} now={sink.name} />
      {sink.is_group ? null : (
        <>
          <Protocol sink={sink} onChange={(protocol) => set(protocol === 'rtp_opus' ? { protocol, sample_rate: 48_000, bit_depth: 16 } : { protocol })} />
          {addressed(sink) ? (
            <>
              <EditedField kind="sinks" id={id} field="ip" label={t('field.address')} now={sink.ip} placeholder="192.168.1.63" />
              <EditedField kind="sinks" id={id} field="port" label={t('field.port')} now={sink.port} number />
            </>
          ) : null}
          {sink.protocol === 'system_audio' ? <EditedField kind="sinks" id={id} field="ip" label={t('field.device')} now={sink.ip} placeholder="hw:0,0" /> : null}
          {sink.protocol === 'web_receiver' ? null : <Format sink={sink} onChange={set} />}
          <SwitchRow label={t('field.loudness')} hint={t('field.loudnessHint')} on={sink.volume_normalization} onChange={(volume_normalization) => set({ volume_normalization })} />
          {rtp ? <Rtp sink={sink} onChange={set} /> : null}
        </>
      )}
    </section>
  );
}

function Protocol({ sink, onChange }: { sink: Sink; onChange: (protocol: string) => void }) {
  const options: { value: string; label: string }[] = [...SENT, ...LATER.filter((name) => name === sink.protocol)].map((value) => ({ value, label: t(`protocol.${value}`) }));
  const later = LATER.some((name) => name === sink.protocol);
  return (
    <>
      <FormRow label={t('field.protocol')}><Select label={t('field.protocol')} options={options} value={sink.protocol} onChange={onChange} /></FormRow>
      {later ? <p className="fact">{t('protocol.later')}</p> : null}
    </>
  );
}

function Format({ sink, onChange }: { sink: Sink; onChange: (change: Partial<Sink>) => void }) {
  const opus = sink.protocol === 'rtp_opus';
  return (
    <>
      {opus ? <Told label={t('field.format')}>Opus · 48 kHz</Told> : (
        <>
          <FormRow label={t('field.rate')}><Select label={t('field.rate')} options={SAMPLE_RATES} value={sink.sample_rate} onChange={(sample_rate) => onChange({ sample_rate })} /></FormRow>
          <FormRow label={t('field.bits')}><Choice label={t('field.bits')} options={BIT_DEPTHS} value={sink.bit_depth} onChange={(bit_depth) => onChange({ bit_depth })} /></FormRow>
        </>
      )}
      <FormRow label={t('field.layout')}><Select label={t('field.layout')} options={LAYOUTS} value={sink.channel_layout} onChange={(layout) => onChange(withLayout(layout))} /></FormRow>
    </>
  );
}

/** What only receivers of RTP know; kept and edited, heard when the server sends RTP. */
function Rtp({ sink, onChange }: { sink: Sink; onChange: (change: Partial<Sink>) => void }) {
  return (
    <>
      <SwitchRow label={t('field.timeSync')} on={sink.time_sync} onChange={(time_sync) => onChange({ time_sync })} />
      {sink.time_sync ? <EditedField kind="sinks" id={sink.config_id} field="time_sync_delay" label={t('field.offset')} now={sink.time_sync_delay} unit="ms" number /> : null}
      <SwitchRow label={t('field.multiDevice')} hint={t('field.multiDeviceHint')} on={sink.multi_device_mode} onChange={(multi_device_mode) => onChange({ multi_device_mode })} />
      {sink.multi_device_mode ? <Receivers sink={sink} onChange={(rtp_receiver_mappings) => onChange({ rtp_receiver_mappings })} /> : null}
      {sink.sap_target_sink === null ? null : <Told label={t('field.sapTarget')}>{[sink.sap_target_sink, sink.sap_target_host].filter(Boolean).join(' · ')}</Told>}
    </>
  );
}

function Receivers({ sink, onChange }: { sink: Sink; onChange: (mappings: ReceiverMapping[]) => void }) {
  const { sinks } = useLive();
  const mappings = sink.rtp_receiver_mappings;
  const channels = outputsOf(sink.channel_layout, sink.channels).map((label, value) => ({ value, label }));
  const receivers = sinks.filter(({ config_id, is_group }) => config_id !== sink.config_id && !is_group).map(({ name }) => ({ value: name, label: name }));
  const put = (index: number, change: Partial<ReceiverMapping>): void => onChange(mappings.map((mapping, at) => (at === index ? { ...mapping, ...change } : mapping)));
  const [first] = receivers;
  return (
    <div className="receivers">
      {mappings.map((mapping, index) => (
        <div key={index}>
          <Select label={t('receivers.name')} options={receivers} value={mapping.receiver_sink_name} onChange={(receiver_sink_name) => put(index, { receiver_sink_name })} />
          <Select label={t('receivers.left')} options={channels} value={mapping.left_channel} onChange={(left_channel) => put(index, { left_channel })} />
          <Select label={t('receivers.right')} options={channels} value={mapping.right_channel} onChange={(right_channel) => put(index, { right_channel })} />
          <ActButton className="btn q" aria-label={t('receivers.remove', { name: mapping.receiver_sink_name })} onClick={() => onChange(mappings.filter((_, at) => at !== index))}>{t('panel.remove')}</ActButton>
        </div>
      ))}
      {first ? <ActButton className="btn q" onClick={() => onChange([...mappings, { receiver_sink_name: first.value, left_channel: 0, right_channel: 1 }])}>{t('receivers.add')}</ActButton> : null}
    </div>
  );
}
