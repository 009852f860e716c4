import { useQuery } from '@tanstack/react-query';
import { api } from '../../../api/client';

const LOOKS_AGAIN_MS = 2000;

/** Streams that play on the network and are not sources yet; looked for again while somebody watches. */
export function useFoundStreams() {
  return useQuery({
    queryKey: ['streams'],
    queryFn: api.streams,
    refetchInterval: LOOKS_AGAIN_MS,
    select: (streams) => streams.filter((stream) => !stream.configured),
  });
}
