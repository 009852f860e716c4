import { useQuery } from '@tanstack/react-query';
import { api } from '../../../api/client';
import type { FoundStream } from '../../../api/types';

const LOOKS_AGAIN_MS = 2000;
const NONE: FoundStream[] = [];

/** What plays on the network now; looked for again while the first steps are on the page. */
export function useFoundStreams(): FoundStream[] {
  const { data } = useQuery({ queryKey: ['streams'], queryFn: api.streams, refetchInterval: LOOKS_AGAIN_MS, retry: false });
  return data?.filter((stream) => !stream.configured) ?? NONE;
}
