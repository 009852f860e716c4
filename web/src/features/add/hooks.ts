import { useEffect, useState } from 'react';
import { api, ApiError, sentenceOf } from '../../api/client';
import type { Kind, Objects } from '../../api/types';

const ASKS_AFTER_MS = 250;

/** What the server says of the object as it stands in the form, while one types; `touched` are fields that were typed in. */
export function useForeseen<K extends Kind>(kind: K, object: Partial<Objects[K]>, touched: readonly string[]): (key: string) => string | null {
  const [refusal, setRefusal] = useState<{ key: string; text: string } | null>(null);
  const asked = JSON.stringify(object);
  const any = touched.length > 0;
  useEffect(() => {
    if (!any) return;
    let current = true;
    const timer = setTimeout(() => {
      api.tryCreate(kind, JSON.parse(asked) as Partial<Objects[K]>).then(
        () => current && setRefusal(null),
        (error: unknown) => current && setRefusal(error instanceof ApiError && error.key !== null ? { key: error.key, text: sentenceOf(error) } : null),
      );
    }, ASKS_AFTER_MS);
    return () => {
      current = false;
      clearTimeout(timer);
    };
  }, [kind, asked, any]);
  return (key) => (refusal?.key === key && touched.includes(key) ? refusal.text : null);
}
