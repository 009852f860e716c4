import { useEffect } from 'react';
import { wantLoudness } from '../../live/loudness';

export const NONE_FOLDED: ReadonlySet<string> = new Set();

/** Has the loudness of these measured while they are shown. */
export function useLoudness(ids: readonly string[]): void {
  const key = [...new Set(ids)].sort().join('\n');
  useEffect(() => (key === '' ? undefined : wantLoudness(key.split('\n'))), [key]);
}
