import { useState } from 'react';
import { ApiError, sentenceOf } from '../../api/client';

export interface Submit {
  /** The server's sentence about a field, or about the whole form under ''. */
  problemOf: (key: string) => string | null;
  run: () => Promise<void>;
}

/** Sends a form and keeps the refusal at the field it is about; nothing typed is lost. */
export function useSubmit(send: () => Promise<void>, fields: readonly string[]): Submit {
  const [refusal, setRefusal] = useState<{ key: string; text: string } | null>(null);
  const run = async (): Promise<void> => {
    try {
      setRefusal(null);
      await send();
    } catch (error) {
      const key = error instanceof ApiError && error.key !== null && fields.includes(error.key) ? error.key : '';
      setRefusal({ key, text: sentenceOf(error) });
    }
  };
  return { problemOf: (key) => (refusal?.key === key ? refusal.text : null), run };
}
