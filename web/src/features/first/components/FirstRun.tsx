import { useId, useState, type ReactNode } from 'react';
import { sentenceOf } from '../../../api/client';
import { Icon } from '../../../components/ui/Icon';
import { formatGain, withUnit } from '../../../lib/format';
import { t } from '../../../lib/i18n';
import { panel } from '../../../lib/ui-state';
import { useFoundStreams } from '../api/found-streams';
import { always, found, playFirst, STARTS_AT_DB, type Place } from '../steps';
import '../first.css';

/** An empty server: a source, a sink and the first sound in three steps. */
export function FirstRun({ onSkip }: { onSkip: () => void }) {
  const heard = useFoundStreams().map(found);
  const ready = always();
  const [pickedKey, setPickedKey] = useState<string | null>(null);
  const picked = [...heard, ...ready].find(({ key }) => key === pickedKey) ?? heard[0] ?? ready[0];
  const [place, setPlace] = useState<Place>('browser');
  const [address, setAddress] = useState('');
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<string | null>(null);
  const group = useId();
  const play = async (): Promise<void> => {
    if (!picked) return;
    setBusy(true);
    setProblem(null);
    await playFirst(picked, place, address).catch((refusal: unknown) => setProblem(sentenceOf(refusal)));
    setBusy(false);
  };
  const addByHand = (): void => {
    onSkip();
    panel.set('addSource');
  };
  const sourceRow = ({ key, name, hint }: (typeof ready)[number]) => (
    <Pick key={key} group={`${group}-in`} on={key === picked?.key} title={name} hint={hint} onPick={() => setPickedKey(key)} />
  );
  return (
    <section className="first" aria-labelledby="first-title">
      <h2 id="first-title">{t('first.title')}</h2>
      <p>{t('first.text')}</p>
      <div className="first-steps">
        <fieldset className="step in">
          <legend><span>1</span>{t('first.source')}</legend>
          {heard.length > 0 ? <p className="fact">{t('first.found')}</p> : null}
          {heard.map(sourceRow)}
          <p className="fact">{t('first.always')}</p>
          {ready.map(sourceRow)}
          <p className="fact waits">{t(heard.length > 0 ? 'first.looking' : 'first.nothingFound')}</p>
          <button type="button" className="btn q" onClick={addByHand}>{t('first.sender')}</button>
        </fieldset>
        <fieldset className="step out">
          <legend><span>2</span>{t('first.sink')}</legend>
          <p className="fact">{t('first.ready')}</p>
          <Pick group={`${group}-out`} on={place === 'browser'} title={t('first.browser')} hint={t('first.browserHint')} onPick={() => setPlace('browser')} />
          <p className="fact">{t('first.byAddress')}</p>
          <Pick group={`${group}-out`} on={place === 'receiver'} title={t('first.receiverName')} hint={t('first.receiverHint')} onPick={() => setPlace('receiver')}>
            {place === 'receiver' ? (
              <span className="field"><input aria-label={t('field.address')} autoFocus placeholder="192.168.1.63" value={address} inputMode="url" autoComplete="off" spellCheck={false} onChange={(event) => setAddress(event.target.value)} /></span>
            ) : null}
          </Pick>
        </fieldset>
        <div className="step mid">
          <h3><span>3</span>{t('first.play')}</h3>
          <button type="button" className="big-play" aria-label={t('first.play')} disabled={busy || (place === 'receiver' && address.trim() === '')} onClick={() => void play()}><Icon name="play" /></button>
          <p className="fact">{picked?.name} → {place === 'browser' ? t('first.browser') : address.trim() || t('first.receiverName')}<br />{t('first.starts', { gain: withUnit(formatGain(STARTS_AT_DB), 'dB') })}</p>
          {problem === null ? null : <p className="problem" role="alert"><Icon name="alarm" />{problem}</p>}
        </div>
      </div>
      <footer><button type="button" className="btn q" onClick={onSkip}>{t('first.skip')}</button></footer>
    </section>
  );
}

interface PickProps {
  group: string;
  on: boolean;
  title: string;
  hint: string;
  onPick: () => void;
  children?: ReactNode;
}

function Pick({ group, on, title, hint, onPick, children }: PickProps) {
  return (
    <div className={`pickrow ${on ? 'on' : ''}`}>
      <label><input type="radio" name={group} checked={on} onChange={onPick} /><span><b>{title}</b><small>{hint}</small></span></label>
      {children}
    </div>
  );
}
