import { useState } from 'react';
import type { Scene } from '../../../api/office';
import { ActButton } from '../../../components/ui/ActButton';
import { Choice } from '../../../components/ui/Choice';
import { Icon } from '../../../components/ui/Icon';
import { IconButton } from '../../../components/ui/IconButton';
import { t } from '../../../lib/i18n';
import { useNow } from '../../../lib/use-now';
import { spokenWho } from '../../../lib/use-person';
import { useStore } from '../../../lib/use-store';
import { formatWhen } from '../../../lib/when';
import { recall } from '../acts';
import { lastRecalled, useScenes, useScenesAgain } from '../api/use-scenes';
import { FADES, fadeMs } from '../fade';
import { NewScene } from './NewScene';
import { ScenePreview } from './ScenePreview';
import '../scenes.css';

/** All scenes, and beside them what the one that is looked at would change. */
export function ScenesPage() {
  const { data, isPending, isError } = useScenes();
  const again = useScenesAgain();
  const [picked, setPicked] = useState<string | null>(null);
  const [adding, setAdding] = useState(false);
  const fade = useStore(fadeMs);
  const scenes = data ?? [];
  const looked = scenes.find(({ name }) => name === picked) ?? lastRecalled(scenes) ?? scenes[0];
  return (
    <section className="page">
      <header className="page-head">
        <h1>{t('page.scenes')}</h1>
        <span className="spring" />
        {scenes.length > 0 ? <><span className="fact">{t('scene.fade')}</span><Choice label={t('scene.fade')} options={FADES} value={fade} onChange={fadeMs.set} /></> : null}
        <ActButton className="btn" onClick={() => setAdding(true)}><Icon name="plus" />{t('scene.new')}</ActButton>
      </header>
      <div className="scenes-body">
        <div className="scenes-list" role="region" aria-label={t('page.scenes')} tabIndex={0}>
          {adding ? <NewScene names={scenes.map(({ name }) => name)} again={again} onDone={(name) => {
            setAdding(false);
            if (name !== null) setPicked(name);
          }} /> : null}
          {isPending ? <p className="quiet-text" aria-busy="true" /> : null}
          {isError ? <p className="quiet-text">{t('page.failed')}</p> : null}
          {data && scenes.length === 0 && !adding ? <p className="quiet-text">{t('scene.empty')}</p> : null}
          <ul>
            {scenes.map((scene) => <Row key={scene.name} scene={scene} on={looked?.name === scene.name} onLook={() => setPicked(scene.name)} onRecall={() => {
              setPicked(scene.name);
              void recall(scene, fade, again);
            }} />)}
          </ul>
        </div>
        {looked ? <ScenePreview key={looked.name} scene={looked} again={again} onRenamed={setPicked} onRecall={() => void recall(looked, fade, again)} /> : <div className="scene-preview" />}
      </div>
    </section>
  );
}

function Row({ scene, on, onLook, onRecall }: { scene: Scene; on: boolean; onLook: () => void; onRecall: () => void }) {
  const nowMs = useNow();
  const { recalled } = scene;
  const words = recalled
    ? t('scene.recalledBy', { when: formatWhen(recalled.when, nowMs), who: spokenWho(recalled.who) })
    : t('scene.savedBy', { when: formatWhen(scene.when, nowMs), who: spokenWho(scene.who) });
  const things = scene.sources.length + scene.sinks.length + scene.routes.length;
  return (
    <li className={`scene-row ${on ? 'selected' : ''}`}>
      <button type="button" className="scene-look" aria-current={on ? 'true' : undefined} onClick={onLook}>
        <span className="scene-mark">{recalled ? <Icon name="tick" /> : null}</span>
        <span><b>{scene.name}</b><span className="fact">{scene.whole ? t('scene.whole') : t('scene.partText', { count: things })} · {words}</span></span>
      </button>
      <IconButton changes icon="play" label={t('scene.recall', { name: scene.name })} onPress={onRecall} />
    </li>
  );
}
