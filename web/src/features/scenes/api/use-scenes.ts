import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import { office, type Scene } from '../../../api/office';
import { shown } from '../../../live/session';

const LOOKS_AGAIN_MS = 10_000;
const SETTLED_MS = 400;

/** All scenes; asked again now and then, since others save them too. */
export function useScenes() {
  return useQuery({ queryKey: ['scenes'], queryFn: office.scenes, refetchInterval: LOOKS_AGAIN_MS, retry: 1 });
}

export const lastRecalled = (scenes: readonly Scene[] | undefined): Scene | undefined => scenes?.find((scene) => scene.recalled !== null);

/** The state that the page has seen, told when it has been still for a moment: a dragged fader asks once. */
function useSettledSeq(): number {
  const [seq, setSeq] = useState(() => shown.get().seq);
  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | undefined;
    const stop = shown.subscribe(() => {
      clearTimeout(timer);
      timer = setTimeout(() => setSeq(shown.get().seq), SETTLED_MS);
    });
    return () => {
      clearTimeout(timer);
      stop();
    };
  }, []);
  return seq;
}

/** What recalling a scene would change now. */
export function usePreview(name: string | null) {
  const seq = useSettledSeq();
  return useQuery({
    queryKey: ['preview', name, seq],
    queryFn: () => office.previewScene(name ?? ''),
    enabled: name !== null,
    placeholderData: (before, query) => (query?.queryKey[1] === name ? before : undefined),
    retry: false,
    gcTime: 30_000,
  });
}

export function useScenesAgain(): () => Promise<void> {
  const queries = useQueryClient();
  return async () => {
    await Promise.all([queries.invalidateQueries({ queryKey: ['scenes'] }), queries.invalidateQueries({ queryKey: ['preview'] })]);
  };
}
