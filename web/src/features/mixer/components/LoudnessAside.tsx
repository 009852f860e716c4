import { useEffect, useRef } from 'react';
import { Readout } from '../../../components/ui/Meters';
import { UNIT_SPACE } from '../../../lib/format';
import { t } from '../../../lib/i18n';
import { loudnessOf } from '../../../live/loudness';
import { restartLoudness } from '../../../live/session';
import { LoudnessHistory } from '../loudness-history';
import { figure } from './Strip';

interface Props {
  id: string;
  name: string;
  side: 'in' | 'out';
}

/** Loudness of what is selected after EBU R 128, and how a meter is read. */
export function LoudnessAside({ id, name, side }: Props) {
  const value = (key: 'integrated' | 'range' | 'truePeak', unit: string) => <Readout read={() => `${figure(loudnessOf(id)?.[key])}${UNIT_SPACE}${unit}`} />;
  return (
    <aside className="loud" aria-label={t('loud.title')}>
      <header><h2>{t('loud.title')}</h2></header>
      <b className={`loud-name ${side}`}>{name}</b>
      <p className="loud-now"><Readout read={() => figure(loudnessOf(id)?.shortTerm)} /></p>
      <p className="fact">{t('loud.shortTerm')}</p>
      <dl className="num">
        <dt><Readout read={() => t('loud.integrated', { time: spokenTime(loudnessOf(id)?.seconds ?? 0) })} /></dt><dd>{value('integrated', 'LUFS')}</dd>
        <dt>{t('loud.range')}</dt><dd>{value('range', 'LU')}</dd>
        <dt>{t('loud.truePeak')}</dt><dd>{value('truePeak', 'dBTP')}</dd>
      </dl>
      <History id={id} />
      <p className="loud-scale fact"><span>{t('loud.minute')}</span><span>−60 … 0 LUFS</span></p>
      <button type="button" className="btn q" title={t('loud.restartHint')} onClick={() => restartLoudness([id])}>{t('loud.restart')}</button>
      <Reading />
    </aside>
  );
}

function spokenTime(seconds: number): string {
  if (seconds < 120) return `${Math.round(seconds)}${UNIT_SPACE}s`;
  return seconds < 7200 ? `${Math.floor(seconds / 60)}${UNIT_SPACE}min` : `${Math.floor(seconds / 3600)}${UNIT_SPACE}h`;
}

function History({ id }: { id: string }) {
  const canvas = useRef<HTMLCanvasElement>(null);
  useEffect(() => {
    if (!canvas.current) return;
    const history = new LoudnessHistory(canvas.current, id);
    return () => history.close();
  }, [id]);
  return <canvas className="loud-history" ref={canvas} role="img" aria-label={t('loud.history')} />;
}

function Reading() {
  return (
    <div className="reading">
      <h3>{t('loud.reading')}</h3>
      <p><i className="high" />{t('loud.high')}</p>
      <p><i className="mid" />{t('loud.mid')}</p>
      <p><i className="low" />{t('loud.low')}</p>
      <p><i className="hold" />{t('loud.hold')}</p>
      <p><i className="notch" />{t('loud.notch')}</p>
      <p><i className="clipped" />{t('loud.clipped')}</p>
    </div>
  );
}
