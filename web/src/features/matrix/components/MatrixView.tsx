import { useMedia } from '../../../lib/use-media';
import { MatrixGrid } from './MatrixGrid';
import { OneSource } from './OneSource';
import '../matrix.css';

/** Which source plays at which sink: a grid, or on a phone one source at a time. */
export function MatrixView() {
  const phone = useMedia('(max-width: 640px)');
  return phone ? <OneSource /> : <MatrixGrid />;
}
