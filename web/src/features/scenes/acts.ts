import { sentenceOf } from '../../api/client';
import { office, type Scene, type SceneParts } from '../../api/office';
import { t } from '../../lib/i18n';
import { tell } from '../../lib/toasts';

/** What is done with scenes. Each tells in a toast what happened and, where it can be, how to take it back. */
type Again = () => Promise<void>;

const orTell = async (work: () => Promise<unknown>): Promise<boolean> => {
  try {
    await work();
    return true;
  } catch (refusal) {
    tell(sentenceOf(refusal));
    return false;
  }
};

export async function recall(scene: Scene, fadeMs: number, again: Again): Promise<void> {
  await orTell(async () => {
    const { changes } = await office.recallScene(scene.name, fadeMs);
    if (changes.length === 0) tell(t('scene.recalledSame', { name: scene.name }));
    else tell(t('scene.recalled', { name: scene.name }), () => void orTell(office.undo));
    await again();
  });
}

/** Throws the server's refusal, for a form. */
export async function save(name: string, parts: SceneParts, existed: boolean, again: Again): Promise<void> {
  await office.saveScene(name, parts);
  await again();
  tell(t(existed ? 'scene.replaced' : 'scene.saved', { name }), () => void orTell(async () => {
    await (existed ? office.restoreScene(name) : office.deleteScene(name));
    await again();
  }));
}

export async function remove(scene: Scene, again: Again): Promise<void> {
  const done = await orTell(() => office.deleteScene(scene.name));
  await again();
  if (done) tell(t('scene.deleted', { name: scene.name }), () => void orTell(async () => {
    await office.restoreScene(scene.name);
    await again();
  }));
}

export async function rename(from: string, to: string, again: Again): Promise<void> {
  await office.renameScene(from, to);
  await again();
  tell(t('scene.renamed', { from, to }), () => void orTell(async () => {
    await office.renameScene(to, from);
    await again();
  }));
}

/** The parts of a scene, to save the same ones anew; a whole one names none. */
export const partsOf = ({ whole, sources, sinks, routes }: Scene): SceneParts => (whole ? {} : { sources, sinks, routes });
