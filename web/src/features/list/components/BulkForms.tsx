import { useRef, useState } from 'react';
import { Icon } from '../../../components/ui/Icon';
import { TextField } from '../../../components/ui/TextField';
import { MAX_DB } from '../../../lib/fader';
import { parseGain } from '../../../lib/format';
import { t } from '../../../lib/i18n';
import { useLive } from '../../../lib/use-live';

const SILENT_BELOW_DB = -60;

/** A gain for all that is chosen. */
export function GainForm({ onGain }: { onGain: (gainDb: number) => void }) {
  const [typed, setTyped] = useState('0');
  const [problem, setProblem] = useState<string | null>(null);
  const done = useRef<HTMLButtonElement>(null);
  return (
    <form className="bulk-form" onSubmit={(event) => {
      event.preventDefault();
      const gainDb = parseGain(typed);
      if (gainDb === null || gainDb > MAX_DB) {
        setProblem(t('gain.bad'));
        return;
      }
      onGain(gainDb < SILENT_BELOW_DB ? -Infinity : gainDb);
      done.current?.closest<HTMLElement>('[popover]')?.hidePopover();
    }}>
      <TextField label={t('list.gain')} unit="dB" value={typed} onChange={setTyped} autoFocus problem={problem} />
      <button ref={done} type="submit" className="btn">{t('list.setIt')}</button>
    </form>
  );
}

/** More than one looks through are not drawn; words find the others. */
const MOST_SHOWN = 60;

/** The sinks for sources, and the other way round. */
export function OtherSide({ kind, onPick }: { kind: 'sources' | 'sinks'; onPick: (id: string) => void }) {
  const list = useLive()[kind];
  const [words, setWords] = useState('');
  const wanted = words.trim().toLowerCase();
  const found = list.filter(({ name }) => name.toLowerCase().includes(wanted));
  return (
    <div className="bulk-others">
      <label className="find"><Icon name="search" /><input autoFocus value={words} placeholder={t('patch.find')} aria-label={t(kind === 'sinks' ? 'patch.findSink' : 'patch.findSource')} onChange={(event) => setWords(event.target.value)} /></label>
      <div className="bulk-list">
        {found.slice(0, MOST_SHOWN).map(({ config_id, name }) => <button key={config_id} type="button" data-closes className={`pick of-${kind}`} onClick={() => onPick(config_id)}><Icon name="arrow" /><span>{name}</span></button>)}
      </div>
      {found.length === 0 ? <p className="fact">{t('list.none')}</p> : null}
    </div>
  );
}
