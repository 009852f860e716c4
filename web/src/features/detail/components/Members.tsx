import { useState } from 'react';
import { sentenceOf } from '../../../api/client';
import { Icon } from '../../../components/ui/Icon';
import { useBarred } from '../../../lib/barred';
import { t } from '../../../lib/i18n';
import { useLive, type Endpoint } from '../../../lib/use-live';
import { edits } from '../../../live/session';

/** Who is in a group; what cannot be is said in the server's words, with the way round. */
export function Members({ endpoint }: { endpoint: Endpoint }) {
  const live = useLive();
  const { kind, object } = endpoint;
  const [problem, setProblem] = useState<string | null>(null);
  const why = useBarred();
  const others = live[kind].filter(({ config_id }) => config_id !== object.config_id);
  const members = new Set(object.group_members);
  const toggle = (name: string): void => {
    const group_members = members.has(name) ? object.group_members.filter((member) => member !== name) : [...object.group_members, name];
    edits.set(kind, object.config_id, { group_members }).then(() => setProblem(null), (refusal: unknown) => setProblem(sentenceOf(refusal)));
  };
  return (
    <section className="group">
      <h3>{t('group.members')}</h3>
      <ul className="members">
        {others.map(({ config_id, name, is_group }) => (
          <li key={config_id}><label><input type="checkbox" checked={members.has(name)} disabled={why !== null} title={why ?? undefined} onChange={() => toggle(name)} /><span>{name}</span>{is_group ? <span className="fact">{t('group.isOne')}</span> : null}</label></li>
        ))}
      </ul>
      {problem ? <p className="problem" role="alert"><Icon name="alarm" /><span>{problem}</span></p> : null}
    </section>
  );
}
