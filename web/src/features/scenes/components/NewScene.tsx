import { useState } from 'react';
import type { Kind } from '../../../api/types';
import { Choice } from '../../../components/ui/Choice';
import { FormRow, TextField } from '../../../components/ui/TextField';
import { useSubmit } from '../../../components/ui/use-submit';
import { t } from '../../../lib/i18n';
import { useLive } from '../../../lib/use-live';
import { save } from '../acts';

type Parts = Record<Kind, string[]>;
const NOTHING: Parts = { sources: [], sinks: [], routes: [] };

/** A name, and whether everything or a part is saved. */
export function NewScene({ names, again, onDone }: { names: string[]; again: () => Promise<void>; onDone: (name: string | null) => void }) {
  const [name, setName] = useState('');
  const [extent, setExtent] = useState<'whole' | 'part'>('whole');
  const [parts, setParts] = useState(NOTHING);
  const live = useLive();
  const count = parts.sources.length + parts.sinks.length + parts.routes.length;
  const { problemOf, run } = useSubmit(async () => {
    await save(name.trim(), extent === 'whole' ? {} : parts, names.includes(name.trim()), again);
    onDone(name.trim());
  }, ['name']);
  const toggle = (kind: Kind, object: string): void => setParts({ ...parts, [kind]: parts[kind].includes(object) ? parts[kind].filter((other) => other !== object) : [...parts[kind], object] });
  const ready = name.trim() !== '' && (extent === 'whole' || count > 0);
  return (
    <form className="new-scene" onSubmit={(event) => {
      event.preventDefault();
      if (ready) void run();
    }}>
      <TextField label={t('scene.name')} value={name} onChange={setName} autoFocus problem={problemOf('name') ?? problemOf('')} />
      <FormRow label={t('scene.what')}><Choice label={t('scene.what')} value={extent} onChange={setExtent} options={[{ value: 'whole', label: t('scene.whole') }, { value: 'part', label: t('scene.part') }]} /></FormRow>
      <p className="fact">{t(extent === 'whole' ? 'scene.wholeHint' : 'scene.partHint')}</p>
      {extent === 'part' ? (
        <div className="scene-pick" role="group" aria-label={t('scene.choose')}>
          {(['sources', 'sinks', 'routes'] as const).map((kind) => (
            <fieldset key={kind} className={`of-${kind}`}>
              <legend>{t(`kind.${kind}`)}</legend>
              {live[kind].map((object) => <label key={object.config_id}><input type="checkbox" checked={parts[kind].includes(object.name)} onChange={() => toggle(kind, object.name)} />{object.name}</label>)}
            </fieldset>
          ))}
        </div>
      ) : null}
      <div className="new-scene-acts">
        <button type="submit" className="btn" disabled={!ready} title={ready ? undefined : extent === 'part' && count === 0 ? t('scene.choose') : t('scene.name')}>{t('scene.save')}</button>
        <button type="button" className="btn q" onClick={() => onDone(null)}>{t('panel.close')}</button>
      </div>
    </form>
  );
}
