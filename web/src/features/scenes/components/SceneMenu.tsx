import { useState } from 'react';
import { ActButton } from '../../../components/ui/ActButton';
import { Choice } from '../../../components/ui/Choice';
import { ForOperators } from '../../../components/ui/ForOperators';
import { Icon } from '../../../components/ui/Icon';
import { Popover } from '../../../components/ui/Popover';
import { useSubmit } from '../../../components/ui/use-submit';
import { barredProps, useBarred } from '../../../lib/barred';
import { t } from '../../../lib/i18n';
import { page } from '../../../lib/ui-state';
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
    <Popover title={t('scene.label')} label={`${t('scene.label')} ${name}${changed ? ` ${t('scene.changed')}` : ''}`} className="top-menu"
      button={<><span className="fact">{t('scene.label')}</span>{' '}<b>{name}</b>{' '}{changed ? <span className="fact changed-mark" aria-hidden="true">{t('scene.changed')}</span> : null}<Icon name="down" /></>}>
      {(close) => <ForOperators><Body close={close} /></ForOperators>}
    </Popover>
  );
}

function Body({ close }: { close: () => void }) {
  const { data = [] } = useScenes();
  const again = useScenesAgain();
  const fade = useStore(fadeMs);
  return (
    <div className="menu scene-menu">
      {data.length === 0 ? <p>{t('scene.empty')}</p> : null}
      <div className="scene-list">
        {data.map((scene) => (
          <ActButton key={scene.name} className="pick" aria-label={t('scene.recall', { name: scene.name })} onClick={() => {
            close();
            void recall(scene, fade, again);
          }}>
            {scene.recalled ? <Icon name="tick" /> : <i />}<span>{scene.name}</span><span className="fact">{t(scene.whole ? 'scene.whole' : 'scene.part')}</span>
          </ActButton>
        ))}
      </div>
      {data.length > 0 ? <div className="fade-line"><span className="fact">{t('scene.fade')}</span><Choice label={t('scene.fade')} options={FADES} value={fade} onChange={fadeMs.set} /></div> : null}
      <SaveLine names={data.map(({ name }) => name)} again={again} close={close} />
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
  const why = useBarred();
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
        <span className={`field ${problem ? 'bad' : ''}`}><input value={name} readOnly={why !== null} {...barredProps(why)} aria-label={t('scene.saveAs')} placeholder={t('scene.saveAs')} onChange={(event) => setName(event.target.value)} /></span>
        <ActButton type="submit" className="btn" disabled={name.trim() === ''}>{t('scene.save')}</ActButton>
      </form>
      {problem ? <p className="err">{problem}</p> : null}
    </>
  );
}
