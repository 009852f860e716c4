import { useState } from 'react';
import type { Recall, Scene } from '../../../api/office';
import { ActButton } from '../../../components/ui/ActButton';
import { TextField } from '../../../components/ui/TextField';
import { useSubmit } from '../../../components/ui/use-submit';
import { counted, describeChange } from '../../../lib/changes';
import { locale, t } from '../../../lib/i18n';
import { partsOf, remove, rename, save } from '../acts';
import { usePreview } from '../api/use-scenes';

const SHOWN = 60;
const conjunction = new Intl.ListFormat(locale, { type: 'conjunction' });

interface Props {
  scene: Scene;
  again: () => Promise<void>;
  onRecall: () => void;
  onRenamed: (name: string) => void;
}

/** What a recall would change now, in words and as a list; and what else can be done with the scene. */
export function ScenePreview({ scene, again, onRecall, onRenamed }: Props) {
  const preview = usePreview(scene.name);
  const [renaming, setRenaming] = useState(false);
  return (
    <div className="scene-preview" role="region" aria-label={scene.name} tabIndex={0}>
      <div className="scene-acts">
        <h2>{scene.name}</h2>
        <ActButton className="btn q" onClick={() => setRenaming(true)}>{t('scene.rename')}</ActButton>
        <ActButton className="btn q" onClick={() => void save(scene.name, partsOf(scene), true, again)}>{t('scene.overwrite')}</ActButton>
        <ActButton className="btn danger" onClick={() => void remove(scene, again)}>{t('scene.delete')}</ActButton>
        <ActButton className="btn" onClick={onRecall}>{t('scene.recallShort')}</ActButton>
      </div>
      {renaming ? <Rename scene={scene} again={again} onDone={(name) => {
        setRenaming(false);
        onRenamed(name);
      }} /> : null}
      <h3>{t('scene.preview')}</h3>
      {preview.data ? <Changes preview={preview.data} /> : <p className="fact" aria-busy={preview.isPending}>{preview.isError ? t('page.failed') : '\u00a0'}</p>}
      <h3>{t('scene.what')}</h3>
      <p className="fact">{t(scene.whole ? 'scene.wholeHint' : 'scene.partHint')}</p>
      <div className="scene-holds">
        {(['sources', 'sinks', 'routes'] as const).map((kind) => scene[kind].length > 0 ? (
          <div key={kind} className={`of-${kind}`}>
            <b>{t(`kind.${kind}`)} <span className="fact num">{scene[kind].length}</span></b>
            {scene[kind].slice(0, SHOWN).map((name) => <span key={name}>{name}</span>)}
            {scene[kind].length > SHOWN ? <span className="fact">+{scene[kind].length - SHOWN}</span> : null}
          </div>
        ) : null)}
      </div>
    </div>
  );
}

function Changes({ preview: { changes, missing } }: { preview: Recall }) {
  const added = changes.filter(({ change }) => change === 'added').length;
  const removed = changes.filter(({ change }) => change === 'deleted').length;
  const changed = changes.length - added - removed;
  const parts = [
    ...(added > 0 ? [t('scene.adds', { things: counted('scene.things', added) })] : []),
    ...(removed > 0 ? [t('scene.removes', { things: counted('scene.things', removed) })] : []),
    ...(changed > 0 ? [t('scene.changes', { values: counted('scene.values', changed) })] : []),
  ];
  const words = parts.length === 0 ? t('scene.previewNothing') : t('scene.previewWords', { what: conjunction.format(parts) });
  return (
    <>
      <p className="scene-words">{words}</p>
      {missing.length > 0 ? <p className="fact">{t('scene.missing', { names: missing.join(', ') })}</p> : null}
      <ul className="scene-changes">
        {changes.slice(0, SHOWN).map((change, index) => (
          <li key={index}><span className="sign" aria-hidden="true">{change.change === 'added' ? '+' : change.change === 'deleted' ? '\u2212' : '~'}</span>{describeChange(change)}</li>
        ))}
      </ul>
      {changes.length > SHOWN ? <p className="fact">+{changes.length - SHOWN}</p> : null}
    </>
  );
}

function Rename({ scene, again, onDone }: { scene: Scene; again: () => Promise<void>; onDone: (name: string) => void }) {
  const [name, setName] = useState(scene.name);
  const { problemOf, run } = useSubmit(async () => {
    if (name.trim() !== scene.name) await rename(scene.name, name.trim(), again);
    onDone(name.trim());
  }, ['name']);
  return (
    <form className="scene-rename" onKeyDown={(event) => {
      if (event.key === 'Escape') onDone(scene.name);
    }} onSubmit={(event) => {
      event.preventDefault();
      void run();
    }}>
      <TextField label={t('scene.name')} value={name} onChange={setName} autoFocus problem={problemOf('name') ?? problemOf('')} />
      <button type="submit" className="btn" disabled={name.trim() === ''}>{t('scene.rename')}</button>
    </form>
  );
}
