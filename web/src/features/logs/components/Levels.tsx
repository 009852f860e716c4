import { useQuery, useQueryClient } from '@tanstack/react-query';
import { sentenceOf } from '../../../api/client';
import { office, type LogModule } from '../../../api/office';
import { Select } from '../../../components/ui/Choice';
import { t } from '../../../lib/i18n';
import { tell } from '../../../lib/toasts';

/** How much each module logs. */
export function Levels({ admin }: { admin: boolean }) {
  const levels = useQuery({ queryKey: ['loglevels'], queryFn: office.logLevels });
  const queries = useQueryClient();
  const set = async (module: string, level: string | null): Promise<void> => {
    try {
      await office.setLogLevel(module, level);
    } catch (refusal) {
      tell(sentenceOf(refusal));
    }
    await queries.invalidateQueries({ queryKey: ['loglevels'] });
  };
  return (
    <div className="page-scroll" tabIndex={0} role="region" aria-label={t('logs.levels')}>
      <p className="fact audit-note">{admin ? t('logs.levelsHint') : t('settings.readOnly')}</p>
      {levels.isError ? <p className="quiet-text">{sentenceOf(levels.error)}</p> : null}
      <ul className="levels">
        {levels.data?.modules.map((entry) => <Line key={entry.module} entry={entry} allowed={levels.data.allowed} admin={admin} onSet={(level) => void set(entry.module, level)} />)}
      </ul>
    </div>
  );
}

function Line({ entry, allowed, admin, onSet }: { entry: LogModule; allowed: string[]; admin: boolean; onSet: (level: string | null) => void }) {
  const depth = entry.module === 'all' ? 0 : entry.module.split('.').length;
  const options = [...(entry.module === 'all' ? [] : [{ value: '', label: entry.own ? t('logs.inherit', { level: '…' }) : t('logs.inherit', { level: entry.level }) }]), ...allowed.map((value) => ({ value, label: value }))];
  return (
    <li className={entry.own ? 'own' : ''}>
      <span style={{ paddingLeft: depth * 16 }}>{entry.module === 'all' ? t('logs.whole') : entry.module}{entry.own && entry.module !== 'all' ? <span className="tagline">{t('settings.changed')}</span> : null}</span>
      {admin ? <Select label={t('logs.levelOf', { module: entry.module })} value={entry.own || entry.module === 'all' ? entry.level : ''} options={options} onChange={(level) => onSet(level === '' ? null : level)} /> : <span className="fact">{entry.level}</span>}
    </li>
  );
}
