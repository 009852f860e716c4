import { useState } from 'react';
import { sentenceOf } from '../../../api/client';
import type { Sink } from '../../../api/types';
import { Choice, Select } from '../../../components/ui/Choice';
import { FormRow, TextField } from '../../../components/ui/TextField';
import { t, type Key } from '../../../lib/i18n';
import { BIT_DEPTHS, LAYOUTS, SAMPLE_RATES, withLayout } from '../../../lib/sound-formats';
import { tell } from '../../../lib/toasts';
import type { Endpoint } from '../../../lib/use-live';
import { edits } from '../../../live/session';

/** What a person chose about an endpoint; each change is sent by itself and heard at once. */
export function Settings({ endpoint }: { endpoint: Endpoint }) {
  const { object, kind } = endpoint;
  const scream = kind === 'sinks' && endpoint.object.protocol === 'scream' && !object.is_group;
  return (
    <div className="group">
      <h3>{t('panel.settings')}</h3>
      <EditedField endpoint={endpoint} field="name" label="field.name" />
      {object.ip !== null && (kind === 'sources' || scream) ? <EditedField endpoint={endpoint} field="ip" label="field.address" /> : null}
      {scream ? <ScreamFormat sink={endpoint.object} endpoint={endpoint} /> : null}
    </div>
  );
}

function ScreamFormat({ sink, endpoint }: { sink: Sink; endpoint: Endpoint }) {
  const set = (change: Partial<Sink>): void => {
    edits.set('sinks', sink.config_id, change).catch((refusal: unknown) => tell(sentenceOf(refusal)));
  };
  return (
    <>
      <EditedField endpoint={endpoint} field="port" label="field.port" />
      <FormRow label={t('field.rate')}><Select label={t('field.rate')} options={SAMPLE_RATES} value={sink.sample_rate} onChange={(sample_rate) => set({ sample_rate })} /></FormRow>
      <FormRow label={t('field.bits')}><Choice label={t('field.bits')} options={BIT_DEPTHS} value={sink.bit_depth} onChange={(bit_depth) => set({ bit_depth })} /></FormRow>
      <FormRow label={t('field.layout')}><Select label={t('field.layout')} options={LAYOUTS} value={sink.channel_layout} onChange={(layout) => set(withLayout(layout))} /></FormRow>
    </>
  );
}

const textOf = ({ object }: Endpoint, field: 'name' | 'ip' | 'port'): string =>
  (field === 'port' ? ('port' in object ? String(object.port) : '') : (object[field] ?? ''));

/** A text that is sent when the field is left or with Enter; a refusal stands below it and keeps what was typed. */
function EditedField({ endpoint, field, label }: { endpoint: Endpoint; field: 'name' | 'ip' | 'port'; label: Key }) {
  const { kind, object } = endpoint;
  const now = textOf(endpoint, field);
  const [typed, setTyped] = useState<string | null>(null);
  const [problem, setProblem] = useState<string | null>(null);
  const commit = async (): Promise<void> => {
    const value = typed?.trim();
    if (value === undefined || value === now) {
      setTyped(null);
      setProblem(null);
      return;
    }
    try {
      await edits.set(kind, object.config_id, { [field]: field === 'port' ? Number(value) : value });
      setTyped(null);
      setProblem(null);
    } catch (refusal) {
      setProblem(sentenceOf(refusal));
    }
  };
  return <TextField label={t(label)} value={typed ?? now} problem={problem} inputMode={field === 'port' ? 'numeric' : 'text'} onChange={setTyped} onCommit={() => void commit()} />;
}
