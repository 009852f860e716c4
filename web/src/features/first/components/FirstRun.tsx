import { useState } from 'react';
import { sentenceOf } from '../../../api/client';
import { Icon } from '../../../components/ui/Icon';
import { t } from '../../../lib/i18n';
import { tell } from '../../../lib/toasts';
import { panel, selection } from '../../../lib/ui-state';
import { dbToVolume } from '../../../lib/fader';
import { create, newRoute } from '../../../live/commands';
import { listen } from '../../../live/listening';
import '../first.css';

const STARTS_AT_DB = -20;

const PLAYS = [
  { tag: 'demo:', name: 'first.demo', hint: 'first.demoHint' },
  { tag: 'tone:440', name: 'first.tone', hint: 'first.toneHint' },
] as const;

/** An empty server: a source, a sink and the first sound in three steps. */
export function FirstRun({ onSkip }: { onSkip: () => void }) {
  const [picked, setPicked] = useState<(typeof PLAYS)[number]>(PLAYS[0]);
  const [busy, setBusy] = useState(false);
  const play = async (): Promise<void> => {
    setBusy(true);
    try {
      const source = await create('sources', { name: t(picked.name), tag: picked.tag });
      const sink = await create('sinks', { name: t('first.browser'), protocol: 'web_receiver' });
      if (!source || !sink) return;
      listen('sinks', sink.config_id);
      const route = await create('routes', newRoute(source, sink, dbToVolume(STARTS_AT_DB)));
      if (route) selection.set({ kind: 'routes', id: route.config_id });
    } catch (refusal) {
      tell(sentenceOf(refusal));
    } finally {
      setBusy(false);
    }
  };
  const addByHand = (which: 'addSource' | 'addSink'): void => {
    onSkip();
    panel.set(which);
  };
  return (
    <section className="first" aria-labelledby="first-title">
      <h2 id="first-title">{t('first.title')}</h2>
      <p>{t('first.text')}</p>
      <div className="first-steps">
        <div className="step in">
          <h3><span>1</span>{t('first.source')}</h3>
          <p className="fact">{t('first.always')}</p>
          {PLAYS.map((choice) => (
            <button key={choice.tag} type="button" className={`pickrow ${choice === picked ? 'on' : ''}`} aria-pressed={choice === picked} onClick={() => setPicked(choice)}>
              <i className="dot-choice" /><span><b>{t(choice.name)}</b><small>{t(choice.hint)}</small></span>
            </button>
          ))}
          <button type="button" className="btn q" onClick={() => addByHand('addSource')}>{t('first.sender')}</button>
        </div>
        <div className="step mid">
          <h3><span>3</span>{t('first.play')}</h3>
          <button type="button" className="big-play" aria-label={t('first.play')} disabled={busy} onClick={() => void play()}><Icon name="play" /></button>
          <p className="fact">{t(picked.name)} → {t('first.browser')}<br />{t('first.starts')}</p>
        </div>
        <div className="step out">
          <h3><span>2</span>{t('first.sink')}</h3>
          <p className="fact">{t('first.ready')}</p>
          <button type="button" className="pickrow on" aria-pressed="true">
            <i className="dot-choice" /><span><b>{t('first.browser')}</b><small>{t('first.browserHint')}</small></span>
          </button>
          <button type="button" className="btn q" onClick={() => addByHand('addSink')}>{t('first.receiver')}</button>
        </div>
      </div>
      <footer><button type="button" className="btn q" onClick={onSkip}>{t('first.skip')}</button></footer>
    </section>
  );
}
