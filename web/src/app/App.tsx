import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { Suspense, useState } from 'react';
import { Gate } from '../features/session/components/Gate';
import { otherPage } from './other-pages';
import { Live } from './Live';

const Other = otherPage(location.pathname);

export function App() {
  const [queries] = useState(() => new QueryClient({ defaultOptions: { queries: { refetchOnWindowFocus: false } } }));
  return (
    <QueryClientProvider client={queries}>
      <Gate><Suspense fallback={null}>{Other ? <Other /> : <Live />}</Suspense></Gate>
    </QueryClientProvider>
  );
}
