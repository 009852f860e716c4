import { useEffect, useRef, useState, type MouseEvent, type PointerEvent, type RefObject } from 'react';
import { Gain } from '../../../components/ui/Gain';
import { t } from '../../../lib/i18n';
import { followPress } from '../../../lib/press';
import { onMenuAsked, openRowMenu } from '../../../lib/row-menu';
import { clearSelection, selection, show } from '../../../lib/ui-state';
import { useLive } from '../../../lib/use-live';
import { useStore } from '../../../lib/use-store';
import type { Spot } from '../geometry';
import { soloed } from '../../../live/solo';
import { RoutesPainter } from '../routes-painter';
import { deadIds, drawnRoutes } from '../scene';

interface Props {
  /** The patch: both columns and the field. */
  root: RefObject<HTMLElement | null>;
  painter: RoutesPainter | null;
  onPainter: (painter: RoutesPainter | null) => void;
  hint: string | null;
}

/** The field between the columns: routes on a canvas, the gain of the selected one as a pill on its curve. */
export function RouteField({ root, painter, onPainter, hint }: Props) {
  const live = useLive();
  const selected = useStore(selection);
  const canvas = useRef<HTMLCanvasElement>(null);
  const [pill, setPill] = useState<Spot | null>(null);
  const [hot, setHot] = useState(false);
  const route = selected?.kind === 'routes' ? live.routes.find((candidate) => candidate.config_id === selected.id) : undefined;

  useEffect(() => {
    if (!canvas.current || !root.current) return;
    const opened = new RoutesPainter(canvas.current, root.current);
    onPainter(opened);
    return () => {
      onPainter(null);
      opened.close();
    };
  }, [onPainter, root]);

  const alone = useStore(soloed);
  const selectedId = selected?.id ?? null;
  useEffect(() => {
    painter?.setScene({ routes: drawnRoutes(live), deadIds: deadIds(live), selectedId, onPill: setPill });
  }, [painter, live, selectedId, alone]);

  const press = (x: number, y: number): void => {
    const id = painter?.routeAt(x, y);
    if (id) show('routes', id);
    else clearSelection();
  };

  const askMenu = (event: MouseEvent): void => {
    const id = painter?.routeAt(event.clientX, event.clientY);
    if (id) onMenuAsked(event, 'routes', id);
  };
  const rest = (event: PointerEvent): void => {
    const id = event.pointerType === 'touch' ? painter?.routeAt(event.clientX, event.clientY) : null;
    if (id) followPress(event, { onRest: (x, y) => openRowMenu('routes', id, x, y) });
  };

  return (
    <div className={`field-area ${hot ? 'hot' : ''}`} onClick={(event) => press(event.clientX, event.clientY)} onContextMenu={askMenu} onPointerDown={rest}
      onPointerMove={(event) => setHot((painter?.routeAt(event.clientX, event.clientY) ?? null) !== null)}>
      <canvas ref={canvas} className="routes" role="img" aria-label={t('kind.routes')} />
      {hint === null ? null : <p className="hint">{hint}</p>}
      {route && pill ? (
        <div className="pill-spot" style={{ transform: `translate(${pill.x}px, ${pill.y}px)` }} onClick={(event) => event.stopPropagation()}>
          <Gain kind="routes" object={route} fader={false} className="pill" />
        </div>
      ) : null}
    </div>
  );
}
