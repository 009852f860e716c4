import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { useState } from 'react';
import { Gate } from '../features/session/components/Gate';
import { Live } from './Live';

export function App() {
  const [queries] = useState(() => new QueryClient({ defaultOptions: { queries: { refetchOnWindowFocus: false } } }));
  return (
    <QueryClientProvider client={queries}>
      <Gate><Live /></Gate>
    </QueryClientProvider>
  );
}
