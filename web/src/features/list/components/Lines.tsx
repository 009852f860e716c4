import type { KeyboardEvent } from 'react';
import type { Kind, Route } from '../../../api/types';
import { Gain } from '../../../components/ui/Gain';
import { Icon } from '../../../components/ui/Icon';
import { IconButton } from '../../../components/ui/IconButton';
import { Meter, Peak } from '../../../components/ui/Meters';
import { t } from '../../../lib/i18n';
import { selection, show } from '../../../lib/ui-state';
import { factsOf, useHeard, useLive, type Endpoint } from '../../../lib/use-live';
import { useStore } from '../../../lib/use-store';
import { setEnabled } from '../../../live/commands';
import { toggleListening } from '../../../live/listening';

const useSelected = (id: string): boolean => useStore(selection)?.id === id;

export function EndpointLine({ endpoint }: { endpoint: Endpoint }) {
  const live = useLive();
  const { kind, object } = endpoint;
  const id = object.config_id;
  const facts = factsOf(endpoint, live.status[id]);
  const heard = useHeard(id);
  const selected = useSelected(id);
  const others = live.routes.filter((route) => (kind === 'sources' ? route.source : route.sink) === object.name).map((route) => (kind === 'sources' ? route.sink : route.source));
  return (
    <tr className={`${selected ? 'selected' : ''} ${facts.dead ? 'dead' : ''}`} onClick={() => show(kind, id)}>
      <td className="l-name"><NameButton kind={kind} id={id} name={object.name} /></td>
      <td className="l-kind">{facts.kindName}</td>
      <td className="l-addr num">{object.ip ?? ''}</td>
      <td className="l-met"><Meter id={id} dead={facts.dead} /></td>
      <td className="r"><Peak id={id} dead={facts.dead} /></td>
      <td className="r l-gain" onClick={(event) => event.stopPropagation()}><Gain kind={kind} object={object} fader={false} /></td>
      <td className="l-to">{others.length > 0 ? <><span className="dir">{t(kind === 'sources' ? 'list.to' : 'list.from')}</span> {others.join(', ')}</> : null}</td>
      <td className="l-state">{facts.problem ? <span className="flag err"><Icon name="alarm" />{facts.problem}</span> : !object.enabled ? t('state.off') : facts.status ? t(`state.${facts.status.state}`) : ''}</td>
      <td className="l-act">
        {kind === 'sinks' ? <IconButton icon="listen" pressed={heard} label={t(heard ? 'row.stopListening' : 'row.listen', { name: object.name })} onPress={() => toggleListening(kind, id)} /> : null}
        <MuteButton kind={kind} id={id} name={object.name} enabled={object.enabled} />
      </td>
    </tr>
  );
}

export function RouteLine({ route }: { route: Route }) {
  const selected = useSelected(route.config_id);
  return (
    <tr className={`route ${selected ? 'selected' : ''} ${route.enabled ? '' : 'dead'}`} onClick={() => show('routes', route.config_id)}>
      <td className="l-name" colSpan={5}><NameButton kind="routes" id={route.config_id} name={`${route.source} → ${route.sink}`} /></td>
      <td className="r l-gain" onClick={(event) => event.stopPropagation()}><Gain kind="routes" object={route} fader={false} /></td>
      <td className="l-to" />
      <td className="l-state">{route.enabled ? '' : t('state.off')}</td>
      <td className="l-act"><MuteButton kind="routes" id={route.config_id} name={route.name} enabled={route.enabled} /></td>
    </tr>
  );
}

function NameButton({ kind, id, name }: { kind: Kind; id: string; name: string }) {
  const openWithKeys = (event: KeyboardEvent): void => {
    if (event.key === 'Enter') show(kind, id);
  };
  return <button type="button" className="name-link" onKeyDown={openWithKeys} {...(kind === 'routes' ? {} : { 'data-row': id, 'data-side': kind === 'sources' ? 'in' : 'out' })}>{name}</button>;
}

function MuteButton({ kind, id, name, enabled }: { kind: Kind; id: string; name: string; enabled: boolean }) {
  return <IconButton icon="mute" pressed={!enabled} label={t(enabled ? 'row.mute' : 'row.unmute', { name })} onPress={() => void setEnabled(kind, id, !enabled)} />;
}
