import { useEffect, useState } from 'react';
import { api, ApiError, sentenceOf } from '../../../api/client';
import type { Kind, Objects } from '../../../api/types';
import { useDraft } from '../../../lib/drafts';
import { t } from '../../../lib/i18n';
import { findObject } from '../../../live/commands';
import { edits } from '../../../live/session';

/** Typing pauses this long before the server is asked whether it would take the value. */
const ASKS_AFTER_MS = 250;

export interface Field {
  text: string;
  problem: string | null;
  /** What somebody else set while this was being typed. */
  meanwhile: string | null;
  change: (text: string) => void;
  commit: () => void;
  cancel: () => void;
}

/** A change of one field, as it travels. */
export type ChangeOf<K extends Kind> = (text: string) => Partial<Objects[K]>;

/**
 * A value that is typed: the server is asked while one types, and told with Enter or when the field is left. A refusal
 * stands at the field and keeps what was typed; so does a lost connection.
 */
export function useField<K extends Kind>(kind: K, id: string, field: string, now: string, toChange: ChangeOf<K>): Field {
  const [draft, setDraft] = useDraft(`${kind}/${id}/${field}`);
  const [problem, setProblem] = useState<string | null>(null);
  const text = draft?.text ?? null;

  useEffect(() => {
    if (text === null) return;
    let current = true;
    const timer = setTimeout(() => {
      const name = findObject(kind, id)?.name;
      if (name === undefined) return;
      api.tryUpdate(kind, name, toChange(text.trim())).then(
        () => current && setProblem(null),
        // A server that does not answer says nothing about the value; the bar above tells that.
        (refusal: unknown) => current && !(refusal instanceof ApiError && refusal.status === 0) && setProblem(sentenceOf(refusal)),
      );
    }, ASKS_AFTER_MS);
    return () => {
      current = false;
      clearTimeout(timer);
    };
    // eslint-disable-next-line react-hooks/exhaustive-deps -- only what is typed is asked about
  }, [text]);

  const cancel = (): void => {
    setDraft(null);
    setProblem(null);
  };
  const commit = (): void => {
    if (text === null) return;
    if (text.trim() === now) {
      cancel();
      return;
    }
    edits.set(kind, id, toChange(text.trim())).then(cancel, (refusal: unknown) => setProblem(sentenceOf(refusal)));
  };
  const meanwhile = draft !== null && draft.base !== now && draft.text.trim() !== now ? t('field.meanwhile', { value: now === '' ? t('field.empty') : now }) : null;
  return { text: text ?? now, problem, meanwhile, change: (next) => setDraft({ text: next, base: draft?.base ?? now }), commit, cancel };
}

/** A number as it was typed: what is none goes to the server as it is, which says what it must be. */
export const numberOr = (text: string): number => {
  const bare = text.replace(',', '.').replace('\u2212', '-');
  return bare !== '' && Number.isFinite(Number(bare)) ? Number(bare) : (text as unknown as number);
};
