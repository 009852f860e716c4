import { useQuery } from '@tanstack/react-query';
import { api, type ApiError } from '../../../api/client';
import type { Session } from '../../../api/types';

const TRIES_AGAIN_MS = 4000;

/** Who this browser is to the server; asked again while the server does not answer. */
export function useSession() {
  return useQuery<Session, ApiError>({
    queryKey: ['session'],
    queryFn: api.session,
    retry: false,
    refetchInterval: (query) => (query.state.status === 'error' ? TRIES_AGAIN_MS : false),
  });
}
