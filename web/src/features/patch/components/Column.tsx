import { useState } from 'react';
import { IconButton } from '../../../components/ui/IconButton';
import { MeterRegion } from '../../../components/ui/Meters';
import { t } from '../../../lib/i18n';
import { panel, selection, show } from '../../../lib/ui-state';
import { factsOf, useHeard, useLive, type Endpoint } from '../../../lib/use-live';
import { useStore } from '../../../lib/use-store';
import { setEnabled } from '../../../live/commands';
import { toggleListening } from '../../../live/listening';
import { moveInList, type RouteDrag } from '../hooks';
import { EndpointRow } from './EndpointRow';

/** The row under the pointer or with the focus, and where it stands in the column. */
interface Active {
  id: string;
  top: number;
}

interface Props {
  kind: 'sources' | 'sinks';
  endpoints: Endpoint[];
  drag: RouteDrag;
  /** Config ids on the other side of the dragged row's routes: those are taken. */
  takenIds: ReadonlySet<string>;
  onPress: (endpoint: Endpoint) => void;
}

/** One side of the patch: its head, and its endpoints as a listbox that is one tab stop. */
export function Column({ kind, endpoints, drag, takenIds, onPress }: Props) {
  const [active, setActive] = useState<Active | null>(null);
  const selectedId = useStore(selection)?.id;
  const side = kind === 'sources' ? 'in' : 'out';
  const dropsHere = drag.from !== null && drag.from.side !== side;
  const tabStopId = endpoints.find(({ object }) => object.config_id === active?.id)?.object.config_id ?? endpoints[0]?.object.config_id;
  const activeEndpoint = endpoints.find(({ object }) => object.config_id === active?.id);
  const dropOf = (id: string) => (!dropsHere ? 'no' : takenIds.has(id) ? 'taken' : drag.overId === id ? 'over' : 'valid');
  return (
    <div className={`column ${side}`} onPointerLeave={() => setActive(null)}>
      <header>
        <h2>{t(`kind.${kind}`)}</h2>
        <Count kind={kind} endpoints={endpoints} />
        <IconButton icon="plus" label={t(kind === 'sources' ? 'add.source' : 'add.sink')} onPress={() => panel.set(kind === 'sources' ? 'addSource' : 'addSink')} />
      </header>
      <MeterRegion className="column-list" label={t(`patch.levels.${kind}`)}>
        {endpoints.length > 0 ? (
          <div className="rows" role="listbox" aria-label={t(`kind.${kind}`)} onKeyDown={moveInList} onScroll={() => setActive(null)}>
            {endpoints.map((endpoint) => {
              const id = endpoint.object.config_id;
              return (
                <EndpointRow key={id} endpoint={endpoint} selected={selectedId === id} drop={dropOf(id)} tabStop={tabStopId === id} active={active?.id === id}
                  onPress={() => onPress(endpoint)} onOpen={() => show(kind, id)} onActive={(row) => setActive({ id, top: row.offsetTop - (row.parentElement?.scrollTop ?? 0) })} onPointerDown={(event) => drag.onPointerDown(event, id, side)} />
              );
            })}
          </div>
        ) : <p className="empty">{t(kind === 'sources' ? 'patch.noSources' : 'patch.noSinks')}</p>}
        {active && activeEndpoint && drag.from === null ? <RowActions endpoint={activeEndpoint} top={active.top} /> : null}
      </MeterRegion>
    </div>
  );
}

/** Listen and mute for the row under the pointer or with the focus. Beside the listbox, since options hold no buttons. */
function RowActions({ endpoint, top }: { endpoint: Endpoint; top: number }) {
  const { kind, object } = endpoint;
  const heard = useHeard(object.config_id);
  return (
    <div className="row-actions" style={{ top }}>
      {kind === 'sinks' ? (
        <IconButton icon="listen" pressed={heard} hotkey="L" label={t(heard ? 'row.stopListening' : 'row.listen', { name: object.name })} onPress={() => toggleListening('sinks', object.config_id)} />
      ) : null}
      <IconButton icon="mute" pressed={!object.enabled} hotkey="M" label={t(object.enabled ? 'row.mute' : 'row.unmute', { name: object.name })} onPress={() => void setEnabled(kind, object.config_id, !object.enabled)} />
    </div>
  );
}

function Count({ kind, endpoints }: { kind: 'sources' | 'sinks'; endpoints: Endpoint[] }) {
  const { status } = useLive();
  const all = endpoints.map((endpoint) => factsOf(endpoint, status[endpoint.object.config_id]));
  const count = endpoints.length;
  if (kind === 'sources') {
    const playing = all.filter((facts) => facts.status?.state === 'playing' && !facts.dead).length;
    return <span className="count num">{count === 0 ? '' : playing === count ? count : t('count.sources', { count, playing })}</span>;
  }
  const gone = all.filter((facts) => facts.problem !== null).length;
  return <span className="count num">{gone === 0 ? count || '' : t(gone === 1 ? 'count.sinksGone.one' : 'count.sinksGone.other', { count, gone })}</span>;
}
