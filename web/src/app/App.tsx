import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { Gate } from '../features/session/components/Gate';
import { Live } from './Live';

const queries = new QueryClient({ defaultOptions: { queries: { refetchOnWindowFocus: false } } });

export function App() {
  return (
    <QueryClientProvider client={queries}>
      <Gate><Live /></Gate>
    </QueryClientProvider>
  );
}
