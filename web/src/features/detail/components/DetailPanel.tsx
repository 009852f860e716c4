import { useLayoutEffect, useRef, type ReactNode } from 'react';
import { ActButton } from '../../../components/ui/ActButton';
import { Icon } from '../../../components/ui/Icon';
import { PanelFrame } from '../../../components/ui/PanelFrame';
import { t } from '../../../lib/i18n';
import { panelTab, selection, type PanelTab } from '../../../lib/ui-state';
import { useLive } from '../../../lib/use-live';
import { useStore } from '../../../lib/use-store';
import { duplicate } from '../../../live/commands';
import { remove } from '../../../live/many';
import type { Kind, Route, Sink, Source } from '../../../api/types';
import { Chain } from './Chain';
import { DelayTab } from './DelayTab';
import { EndpointDetail } from './EndpointDetail';
import { EqualizerTab } from './EqualizerTab';
import { LastChange } from './LastChange';
import { ListenButton } from './ListenButton';
import { RouteEnds } from './RouteEnds';
import { SpeakersTab } from './SpeakersTab';
import '../detail.css';
import '../equalizer.css';

const OVER = { sources: 'kind.source', sinks: 'kind.sink', routes: 'kind.route' } as const;
const TABS: readonly PanelTab[] = ['main', 'eq', 'layout', 'delay'];

/** What is selected, in full: a route as its chain, a source or sink with its settings and routes; and its equaliser. */
export function DetailPanel() {
  const live = useLive();
  const selected = useStore(selection);
  const tab = useStore(panelTab);
  const object = selected ? (live[selected.kind] as (Source | Sink | Route)[]).find((candidate) => candidate.config_id === selected.id) : undefined;
  if (!selected || !object) return null;
  const { kind, id } = selected;
  const group = 'is_group' in object && object.is_group;
  return (
    <PanelFrame label={labelOf(kind, object)} over={group ? `${t(OVER[kind])} · ${t('kind.group', { count: object.group_members.length })}` : t(OVER[kind])} title={<Title kind={kind} object={object} />} wide={tab === 'eq'}
      tabs={<Tabs kind={kind} tab={tab} />} actions={<ListenButton kind={kind} id={id} name={object.name} />}
      footer={<Footer kind={kind} id={id} />}>
      <Part key={`${kind}/${id}/${tab}`} label={t(`tab.${tab}`)}>
        {tab === 'eq' ? <EqualizerTab kind={kind} object={object} /> : tab === 'layout' ? <SpeakersTab kind={kind} object={object} /> : tab === 'delay' ? <DelayTab kind={kind} object={object} />
          : kind === 'routes' ? <RouteMain route={object as Route} /> : <EndpointDetail kind={kind} id={id} />}
      </Part>
    </PanelFrame>
  );
}

const labelOf = (kind: Kind, object: Source | Sink | Route): string =>
  (kind === 'routes' ? t('panel.routeLabel', { source: (object as Route).source, sink: (object as Route).sink }) : object.name);

/** One part of the panel, seen from its top. */
function Part({ label, children }: { label: string; children: ReactNode }) {
  const element = useRef<HTMLDivElement>(null);
  useLayoutEffect(() => {
    if (element.current?.parentElement) element.current.parentElement.scrollTop = 0;
  }, []);
  return <div role="tabpanel" aria-label={label} ref={element}>{children}</div>;
}

function Title({ kind, object }: { kind: Kind; object: Source | Sink | Route }) {
  if (kind !== 'routes') return <span>{object.name}</span>;
  const { source, sink } = object as Route;
  return <><span>{source}</span> <Icon name="arrow" /> <span>{sink}</span></>;
}

function RouteMain({ route }: { route: Route }) {
  const live = useLive();
  const source = live.sources.find(({ name }) => name === route.source);
  const sink = live.sinks.find(({ name }) => name === route.sink);
  return (
    <>
      {source && sink ? <Chain source={source} route={route} sink={sink} /> : null}
      <RouteEnds route={route} />
    </>
  );
}

function Tabs({ kind, tab }: { kind: Kind; tab: PanelTab }) {
  return (
    <div className="panel-tabs" role="tablist" aria-label={t('tab.label')}
      onKeyDown={(event) => {
        const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
        const next = step === undefined ? undefined : TABS[(TABS.indexOf(tab) + step + TABS.length) % TABS.length];
        if (next === undefined) return;
        event.preventDefault();
        panelTab.set(next);
        event.currentTarget.querySelector<HTMLElement>(`[data-tab="${next}"]`)?.focus();
      }}>
      {TABS.map((name) => (
        <button key={name} type="button" role="tab" data-tab={name} aria-selected={name === tab} tabIndex={name === tab ? 0 : -1} className={name === tab ? 'on' : ''} onClick={() => panelTab.set(name)}>
          {name === 'main' ? t(kind === 'routes' ? 'tab.chain' : OVER[kind]) : t(`tab.${name}`)}
        </button>
      ))}
    </div>
  );
}

function Footer({ kind, id }: { kind: Kind; id: string }) {
  return (
    <>
      <LastChange id={id} />
      {kind === 'routes' ? null : <ActButton className="btn q" onClick={() => void duplicate(kind, id)}>{t('panel.duplicate')}</ActButton>}
      <ActButton className="btn danger" onClick={() => void remove(kind, id)}>{t('panel.remove')}</ActButton>
    </>
  );
}
