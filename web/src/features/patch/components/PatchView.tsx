import { useMemo, useRef, useState } from 'react';
import { placeBefore } from '../../../lib/groups';
import type { LiveState } from '../../../live/state';
import { t } from '../../../lib/i18n';
import { select, selection, show } from '../../../lib/ui-state';
import { useLive, type Endpoint } from '../../../lib/use-live';
import { useMedia } from '../../../lib/use-media';
import { useStore } from '../../../lib/use-store';
import { connect, findObject, reorder, routeBetween } from '../../../live/commands';
import { useRouteDrag, type RouteDrag } from '../hooks';
import type { RoutesPainter } from '../routes-painter';
import { Column } from './Column';
import { RouteField } from './RouteField';
import '../patch.css';

/** Who has so many routes knows how they are made. */
const TAUGHT_BELOW = 40;

/** Sources left, sinks right, routes between. */
export function PatchView() {
  const live = useLive();
  const root = useRef<HTMLElement>(null);
  const [painter, setPainter] = useState<RoutesPainter | null>(null);
  const move = (id: string, side: 'in' | 'out', beforeId: string | null): void => {
    const kind = side === 'in' ? 'sources' : 'sinks';
    void reorder(kind, id, placeBefore(live[kind], id, beforeId));
  };
  const drag = useRouteDrag(painter, move);
  const phone = useMedia('(max-width: 640px)');
  const besidePanel = useMedia('(min-width: 1100px)');
  const picked = useStore(selection);
  const takenIds = useMemo(() => takenBy(drag.from, live), [drag.from, live]);
  const press = phone ? tap : besidePanel ? open : pick;
  const pickedSource = phone && picked?.kind === 'sources' ? findObject('sources', picked.id) : undefined;

  return (
    <section className="patch" ref={root} aria-label={t('patch.label')}>
      <Column kind="sources" list={live.sources} painter={painter} drag={drag} takenIds={takenIds} onPress={press} onMove={move} />
      <RouteField root={root} painter={painter} onPainter={setPainter} hint={live.routes.length < TAUGHT_BELOW ? t('patch.hint') : null} />
      <Column kind="sinks" list={live.sinks} painter={painter} drag={drag} takenIds={takenIds} onPress={press} onMove={move} />
      {phone ? <p className="picked-bar" role="status">{pickedSource ? t('patch.picked', { source: pickedSource.name }) : t('patch.hintTouch')}</p> : null}
    </section>
  );
}

const open = ({ kind, object }: Endpoint): void => show(kind, object.config_id);
const pick = ({ kind, object }: Endpoint): void => select(kind, object.config_id);

/** Config ids of rows that the dragged row is routed to already. */
function takenBy(from: RouteDrag['from'], { sources, sinks, routes }: LiveState): ReadonlySet<string> {
  if (!from) return new Set();
  const name = (from.side === 'in' ? sources : sinks).find((object) => object.config_id === from.id)?.name;
  const others = new Set(routes.filter((route) => (from.side === 'in' ? route.source : route.sink) === name).map((route) => (from.side === 'in' ? route.sink : route.source)));
  return new Set((from.side === 'in' ? sinks : sources).filter((object) => others.has(object.name)).map((object) => object.config_id));
}

/** By thumb: a source is picked, then each sink is connected or its route opened; what is picked already opens. */
function tap({ kind, object }: Endpoint): void {
  const now = selection.get();
  const source = now?.kind === 'sources' ? findObject('sources', now.id) : undefined;
  if (kind === 'sources') {
    if (now?.id === object.config_id) show(kind, object.config_id);
    else select(kind, object.config_id);
    return;
  }
  const route = source && routeBetween(source, object);
  if (route) show('routes', route.config_id);
  else if (source) void connect(source.config_id, object.config_id, false);
  else show(kind, object.config_id);
}
