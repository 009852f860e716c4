import { useRef, useState, type PointerEvent } from 'react';
import { placeBefore } from '../../lib/groups';
import { reorder } from '../../live/commands';
import { shown } from '../../live/session';

type EndpointKind = 'sources' | 'sinks';

export interface RowDrag {
  enabled: boolean;
  /** What is dragged. */
  id: string | null;
  /** Before whom it would be put; before none at the end. */
  before: { id: string | null } | null;
  onGrip: (event: PointerEvent, kind: EndpointKind, id: string) => void;
}

/** Drags a row by its grip to another place among its own kind. Escape lets go. */
export function useRowDrag(enabled: boolean): RowDrag {
  const [state, setState] = useState<Pick<RowDrag, 'id' | 'before'>>({ id: null, before: null });
  const place = useRef<RowDrag['before']>(null);
  const onGrip = (event: PointerEvent, kind: EndpointKind, id: string): void => {
    if (event.button !== 0) return;
    event.preventDefault();
    const { currentTarget, pointerId } = event;
    const grip = currentTarget as HTMLElement;
    grip.setPointerCapture(pointerId);
    const move = (at: globalThis.PointerEvent): void => {
      const row = document.elementFromPoint(at.clientX, at.clientY)?.closest<HTMLElement>(`tr[data-kind="${kind}"]`);
      place.current = row ? placeAt(row, at.clientY, kind) : null;
      setState({ id, before: place.current });
    };
    const end = (): void => {
      grip.removeEventListener('pointermove', move);
      grip.removeEventListener('pointerup', drop);
      grip.removeEventListener('pointercancel', end);
      removeEventListener('keydown', escape, true);
      setState({ id: null, before: null });
    };
    const drop = (): void => {
      const to = place.current;
      place.current = null;
      end();
      if (to && to.id !== id) void reorder(kind, id, placeBefore(shown.get()[kind], id, to.id));
    };
    const escape = (key: globalThis.KeyboardEvent): void => {
      if (key.key !== 'Escape') return;
      key.stopPropagation();
      place.current = null;
      end();
    };
    grip.addEventListener('pointermove', move);
    grip.addEventListener('pointerup', drop);
    grip.addEventListener('pointercancel', end);
    addEventListener('keydown', escape, true);
  };
  return { enabled, ...state, onGrip };
}

function placeAt(row: HTMLElement, y: number, kind: EndpointKind): { id: string | null } {
  const box = row.getBoundingClientRect();
  if (y < box.top + box.height / 2) return { id: row.dataset['id'] ?? null };
  const next = row.nextElementSibling;
  return { id: next instanceof HTMLElement && next.dataset['kind'] === kind ? (next.dataset['id'] ?? null) : null };
}
