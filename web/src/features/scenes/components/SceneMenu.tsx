import { useState } from 'react';
import { Choice } from '../../../components/ui/Choice';
import { Icon } from '../../../components/ui/Icon';
import { Menu } from '../../../components/ui/Menu';
import { useSubmit } from '../../../components/ui/use-submit';
import { t } from '../../../lib/i18n';
import { mayOperate } from '../../../lib/me';
import { page } from '../../../lib/ui-state';
import { useMe } from '../../../lib/use-person';
import { useStore } from '../../../lib/use-store';
import { recall, save } from '../acts';
import { lastRecalled, usePreview, useScenes, useScenesAgain } from '../api/use-scenes';
import { FADES, fadeMs } from '../fade';
import '../scenes.css';

/** Which scene was recalled last, whether all is still so, and the others one press away. */
export function SceneMenu() {
  const scenes = useScenes();
  const last = lastRecalled(scenes.data);
  const preview = usePreview(last?.name ?? null);
  const changed = last !== undefined && (preview.data?.changes.length ?? 0) > 0;
  const name = last?.name ?? t('scene.none');
  return (
    <Menu label={`${t('scene.label')} ${name}${changed ? ` ${t('scene.changed')}` : ''}`} className="top-menu"
      button={<><span className="fact">{t('scene.label')}</span>{' '}<b>{name}</b>{' '}{changed ? <span className="fact changed-mark" aria-hidden="true">{t('scene.changed')}</span> : null}<Icon name="down" /></>}>
      {(close) => <Body close={close} />}
    </Menu>
  );
}

function Body({ close }: { close: () => void }) {
  const { data = [] } = useScenes();
  const again = useScenesAgain();
  const fade = useStore(fadeMs);
  const operates = mayOperate(useMe());
  return (
    <div className="scene-menu">
      {data.length === 0 ? <p>{t('scene.empty')}</p> : null}
      <div className="scene-list">
        {data.map((scene) => (
          <button key={scene.name} type="button" className="pick" disabled={!operates} aria-label={t('scene.recall', { name: scene.name })} onClick={() => {
            close();
            void recall(scene, fade, again);
          }}>
            {scene.recalled ? <Icon name="tick" /> : <i />}<span>{scene.name}</span><span className="fact">{t(scene.whole ? 'scene.whole' : 'scene.part')}</span>
          </button>
        ))}
      </div>
      {data.length > 0 && operates ? <div className="fade-line"><span className="fact">{t('scene.fade')}</span><Choice label={t('scene.fade')} options={FADES} value={fade} onChange={fadeMs.set} /></div> : null}
      {operates ? <SaveLine names={data.map(({ name }) => name)} again={again} close={close} /> : null}
      <div className="rule" />
      <button type="button" className="pick" onClick={() => {
        close();
        page.set('scenes');
      }}><Icon name="scene" /><span>{t('scene.allPages')}</span></button>
    </div>
  );
}

function SaveLine({ names, again, close }: { names: string[]; again: () => Promise<void>; close: () => void }) {
  const [name, setName] = useState('');
  const { problemOf, run } = useSubmit(async () => {
    await save(name.trim(), {}, names.includes(name.trim()), again);
    close();
  }, ['name']);
  const problem = problemOf('name') ?? problemOf('');
  return (
    <>
      <div className="rule" />
      <form onSubmit={(event) => {
        event.preventDefault();
        if (name.trim() !== '') void run();
      }}>
        <span className={`field ${problem ? 'bad' : ''}`}><input value={name} aria-label={t('scene.saveAs')} placeholder={t('scene.saveAs')} onChange={(event) => setName(event.target.value)} /></span>
        <button type="submit" className="btn" disabled={name.trim() === ''}>{t('scene.save')}</button>
      </form>
      {problem ? <p className="err">{problem}</p> : null}
    </>
  );
}
