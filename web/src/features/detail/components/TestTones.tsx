import { useEffect, useRef, useState } from 'react';
import { api, sentenceOf } from '../../../api/client';
import type { Sink } from '../../../api/types';
import { ActButton } from '../../../components/ui/ActButton';
import { Choice } from '../../../components/ui/Choice';
import { Icon } from '../../../components/ui/Icon';
import { Meter, MeterRegion } from '../../../components/ui/Meters';
import { t } from '../../../lib/i18n';

const SECONDS = 2;

/** A short sound in one loudspeaker; the server ends it by itself. */
export function TestTones({ sink, outputs }: { sink: Sink; outputs: string[] }) {
  const [sound, setSound] = useState<'noise' | 'tone'>('noise');
  const [playing, setPlaying] = useState<number | null>(null);
  const [problem, setProblem] = useState<string | null>(null);
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  useEffect(() => () => clearTimeout(timer.current), []);
  const press = async (channel: number): Promise<void> => {
    clearTimeout(timer.current);
    setProblem(null);
    try {
      if (playing === channel) {
        setPlaying(null);
        await api.stopTestTone(sink.config_id);
        return;
      }
      await api.playTestTone(sink.config_id, channel, sound, SECONDS);
      setPlaying(channel);
      timer.current = setTimeout(() => setPlaying(null), SECONDS * 1000);
    } catch (refusal) {
      setPlaying(null);
      setProblem(sentenceOf(refusal));
    }
  };
  return (
    <section className="group test-tones">
      <div className="tones-head"><h3>{t('tones.title')}</h3><Choice label={t('tones.sound')} value={sound} onChange={setSound} options={[{ value: 'noise', label: t('tones.noise') }, { value: 'tone', label: t('tones.tone') }]} /></div>
      <ul>
        {outputs.map((name, channel) => (
          <li key={name}>
            <ActButton className={playing === channel ? 'tone on' : 'tone'} aria-pressed={playing === channel} aria-label={t('tones.play', { name })} onClick={() => void press(channel)}><Icon name={playing === channel ? 'stop' : 'play'} />{name}</ActButton>
          </li>
        ))}
      </ul>
      <MeterRegion label={t('row.level', { name: sink.name })}><Meter id={sink.config_id} /></MeterRegion>
      {problem ? <p className="problem" role="alert"><Icon name="alarm" /><span>{problem}</span></p> : <p className="fact">{t('tones.explained', { name: sink.name })}</p>}
    </section>
  );
}
