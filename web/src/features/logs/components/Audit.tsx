import { useQuery } from '@tanstack/react-query';
import { sentenceOf } from '../../../api/client';
import { office, type AuditEntry } from '../../../api/office';
import { Icon } from '../../../components/ui/Icon';
import { t } from '../../../lib/i18n';
import { useNow } from '../../../lib/use-now';
import { spokenWho } from '../../../lib/use-person';
import { formatWhen } from '../../../lib/when';

const LINES = 300;
const AGAIN_MS = 5000;

/** What a page remembers of its person and what it only asks about changes nothing that others would look for here. */
const PASSED_OVER = /^(\/api)?\/preferences$|^\/api\/settings\/check$/;

/** Every request that changed something, the newest first. */
export function Audit() {
  const audit = useQuery({ queryKey: ['audit'], queryFn: () => office.audit(LINES), refetchInterval: AGAIN_MS });
  const nowMs = useNow();
  const entries = (audit.data?.entries ?? []).filter(({ path, status }) => status >= 400 || !PASSED_OVER.test(path));
  return (
    <div className="page-scroll" tabIndex={0} role="region" aria-label={t('logs.audit')}>
      <p className="fact audit-note">{t('logs.auditNote')}</p>
      {audit.isError ? <p className="quiet-text">{sentenceOf(audit.error)}</p> : null}
      {audit.data && entries.length === 0 ? <p className="quiet-text">{t('logs.nothing')}</p> : null}
      {entries.length > 0 ? (
        <table className="sheet-table">
          <thead><tr><th>{t('audit.when')}</th><th>{t('audit.who')}</th><th>{t('audit.did')}</th><th>{t('audit.keys')}</th><th>{t('audit.from')}</th><th>{t('audit.answer')}</th></tr></thead>
          <tbody>{entries.map((entry, index) => <Entry key={`${entry.time} ${index}`} entry={entry} nowMs={nowMs} />)}</tbody>
        </table>
      ) : null}
    </div>
  );
}

function Entry({ entry, nowMs }: { entry: AuditEntry; nowMs: number }) {
  const refused = entry.status >= 400;
  return (
    <tr>
      <td className="num">{formatWhen(entry.time, nowMs)}</td>
      <td>{spokenWho(entry.who)}</td>
      <td><span className="audit-verb">{entry.method}</span> {decoded(entry.path)}</td>
      <td>{entry.keys.join(', ')}</td>
      <td className="num">{entry.address}</td>
      <td>{refused ? <span className="flag err"><Icon name="alarm" /><span>{t('audit.refused')} {entry.status}</span></span> : t('audit.ok')}</td>
    </tr>
  );
}

function decoded(path: string): string {
  try {
    return decodeURIComponent(path);
  } catch {
    return path;
  }
}
