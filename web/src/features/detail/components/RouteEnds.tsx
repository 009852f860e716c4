import type { Route } from '../../../api/types';
import { Select } from '../../../components/ui/Choice';
import { FormRow } from '../../../components/ui/TextField';
import { t } from '../../../lib/i18n';
import { useLive } from '../../../lib/use-live';
import { EditedField, setAtOnce, Told } from './Fields';

/** What a route is called and what it joins. */
export function RouteEnds({ route }: { route: Route }) {
  const { sources, sinks } = useLive();
  const { config_id: id, remote_target: remote } = route;
  const named = (list: readonly { name: string }[]) => list.map(({ name }) => ({ value: name, label: name }));
  return (
    <section className="group route-ends">
      <h3>{t('panel.settings')}</h3>
      <EditedField kind="routes" id={id} field="name" label={t('field.name')} now={route.name} />
      <FormRow label={t('kind.source')}><Select label={t('kind.source')} options={named(sources)} value={route.source} onChange={(source) => setAtOnce('routes', id, { source })} /></FormRow>
      {remote === null
        ? <FormRow label={t('kind.sink')}><Select label={t('kind.sink')} options={named(sinks)} value={route.sink} onChange={(sink) => setAtOnce('routes', id, { sink })} /></FormRow>
        : <Told label={t('field.remote')}>{`${remote.sink_name ?? remote.sink_config_id} · ${remote.router_hostname}`}</Told>}
      {remote === null ? null : <p className="fact">{t('field.remoteHint')}</p>}
    </section>
  );
}
