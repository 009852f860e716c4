import type { Kind } from '../api/types';
import { Toasts } from '../components/ui/Toasts';
import { ListenPage } from '../features/player/components/ListenPage';
import { useServer } from './use-server';

export function Listen({ kind, called }: { kind: Kind; called: string }) {
  useServer();
  return <><ListenPage kind={kind} called={called} /><Toasts /></>;
}
