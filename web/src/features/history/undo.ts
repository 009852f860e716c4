import { ApiError, sentenceOf } from '../../api/client';
import { office } from '../../api/office';
import { describeChanges } from '../../lib/changes';
import { t } from '../../lib/i18n';
import { tell } from '../../lib/toasts';
import { drawer, historyOf } from '../../lib/ui-state';

/** Takes the last change back, whoever made it, and says which it was. */
export async function undo(): Promise<void> {
  await act(office.undo, 'undo.undone', 'nothing_to_undo', 'undo.nothing', 'undo.redo', redo);
}

/** Makes it again. */
export async function redo(): Promise<void> {
  await act(office.redo, 'undo.redone', 'nothing_to_redo', 'undo.nothingRedo', 'undo.undo', undo);
}

async function act(call: typeof office.undo, done: 'undo.undone' | 'undo.redone', code: string, nothing: 'undo.nothing' | 'undo.nothingRedo', backLabel: 'undo.undo' | 'undo.redo', back: () => Promise<void>): Promise<void> {
  try {
    const step = await call();
    tell(t(done, { what: describeChanges(step.what) }), () => void back(), backLabel);
  } catch (refusal) {
    tell(refusal instanceof ApiError && refusal.code === code ? t(nothing) : sentenceOf(refusal));
  }
}

/** Several steps in one direction, one after another. */
export async function travel(direction: 'undo' | 'redo', steps: number): Promise<void> {
  for (let step = 1; step < steps; step++) await office[direction]();
  await (direction === 'undo' ? undo() : redo());
}

/** What was changed, by whomever; a second call closes it. */
export function openHistory(): void {
  historyOf.set(null);
  drawer.set(drawer.get() === 'history' ? 'none' : 'history');
}
