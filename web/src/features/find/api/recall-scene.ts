import { request, sentenceOf } from '../../../api/client';
import { tell } from '../../../lib/toasts';

/** Recalls a scene; what speaks against it is told. */
export async function recallScene(name: string): Promise<void> {
  try {
    await request('POST', `/api/scenes/${encodeURIComponent(name)}/recall`, {});
  } catch (refusal) {
    tell(sentenceOf(refusal));
  }
}
