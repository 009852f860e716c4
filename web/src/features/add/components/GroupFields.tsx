import { t } from '../../../lib/i18n';
import { useLive } from '../../../lib/use-live';

/** Who shall be in a new group. */
export function GroupFields({ kind, members, onChange }: { kind: 'sources' | 'sinks'; members: readonly string[]; onChange: (members: string[]) => void }) {
  const all = useLive()[kind];
  if (all.length === 0) return <p className="fact">{t('group.nobody')}</p>;
  return (
    <ul className="members" aria-label={t('group.members')}>
      {all.map(({ config_id, name, is_group }) => (
        <li key={config_id}>
          <label>
            <input type="checkbox" checked={members.includes(name)} onChange={(event) => onChange(event.target.checked ? [...members, name] : members.filter((member) => member !== name))} />
            <span>{name}</span>{is_group ? <span className="fact">{t('group.isOne')}</span> : null}
          </label>
        </li>
      ))}
    </ul>
  );
}
