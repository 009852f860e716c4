import { AddSinkPanel } from '../features/add/components/AddSinkPanel';
import { AddSourcePanel } from '../features/add/components/AddSourcePanel';
import { DetailPanel } from '../features/detail/components/DetailPanel';
import { panel } from '../lib/ui-state';
import { useStore } from '../lib/use-store';

/** What is open beside the views. */
export function Panels() {
  const open = useStore(panel);
  return open === 'detail' ? <DetailPanel /> : open === 'addSource' ? <AddSourcePanel /> : open === 'addSink' ? <AddSinkPanel /> : null;
}
