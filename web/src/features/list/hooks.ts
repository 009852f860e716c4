import { useCallback, useEffect, useRef, useState, type PointerEvent } from 'react';
import { EdgeScroll } from '../../lib/edge-scroll';
import { placeBefore } from '../../lib/groups';
import { followPress, placeAt } from '../../lib/press';
import { closeRowMenu, openRowMenu } from '../../lib/row-menu';
import { reorder } from '../../live/commands';
import { shown } from '../../live/session';

type EndpointKind = 'sources' | 'sinks';

export interface RowDrag {
  /** What is dragged. */
  id: string | null;
  /** Before whom it would be put; before none at the end. */
  before: { id: string | null } | null;
  /** Null while the order is not that made by hand. */
  onGrip: ((event: PointerEvent, kind: EndpointKind, id: string) => void) | null;
  /** A finger on the row: it may rest for the menu, or drag after it has rested. */
  onFinger: (event: PointerEvent, kind: EndpointKind, id: string) => void;
}

/** Drags a row to another place among its own kind: by its grip, or by a finger that has rested on it. Escape lets go. */
export function useRowDrag(byHand: boolean): RowDrag {
  const [state, setState] = useState<Pick<RowDrag, 'id' | 'before'>>({ id: null, before: null });
  const stop = useRef<() => void>(() => undefined);
  useEffect(() => () => stop.current(), []);
  const begin = useCallback((event: PointerEvent, kind: EndpointKind, id: string, byGrip: boolean): void => {
    if (event.button !== 0) return;
    let place: RowDrag['before'] = null;
    let [x, y] = [0, 0];
    const idOf = (row: HTMLElement): string | undefined => (row.dataset['kind'] === kind ? row.dataset['id'] : undefined);
    const look = (): void => {
      const row = document.elementFromPoint(x, y)?.closest<HTMLElement>(`tr[data-kind="${kind}"]`);
      place = row ? { id: placeAt(row, y, idOf) } : null;
      setState({ id, before: place });
    };
    const edge = new EdgeScroll(look);
    stop.current();
    stop.current = followPress(event, {
      atOnce: byGrip,
      ...(byHand ? { onStart: closeRowMenu } : {}),
      onMove: (toX, toY) => {
        [x, y] = [toX, toY];
        edge.at(x, y);
        look();
      },
      onDrop: () => {
        if (place && place.id !== id) void reorder(kind, id, placeBefore(shown.get()[kind], id, place.id));
      },
      onEnd: () => {
        edge.stop();
        setState({ id: null, before: null });
      },
      ...(byGrip ? {} : { onRest: (atX: number, atY: number) => openRowMenu(kind, id, atX, atY) }),
    });
  }, [byHand]);
  const onGrip = useCallback((event: PointerEvent, kind: EndpointKind, id: string): void => {
    event.stopPropagation();
    event.preventDefault();
    begin(event, kind, id, true);
  }, [begin]);
  const onFinger = useCallback((event: PointerEvent, kind: EndpointKind, id: string): void => {
    if (event.pointerType === 'touch') begin(event, kind, id, false);
  }, [begin]);
  return { ...state, onGrip: byHand ? onGrip : null, onFinger };
}
