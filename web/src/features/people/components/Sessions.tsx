import { useQuery, useQueryClient } from '@tanstack/react-query';
import { sentenceOf } from '../../../api/client';
import { office, type LoginSession } from '../../../api/office';
import { t } from '../../../lib/i18n';
import { tell } from '../../../lib/toasts';
import { useNow } from '../../../lib/use-now';
import { spokenWho } from '../../../lib/use-person';
import { formatWhen } from '../../../lib/when';

/** Who is logged in where: one's own sessions, for an admin all. */
export function Sessions({ everybody }: { everybody: boolean }) {
  const sessions = useQuery({ queryKey: ['sessions'], queryFn: office.sessions });
  return (
    <section>
      <div className="section-head"><h2>{t('people.sessions')}</h2><span className="fact">{t(everybody ? 'people.sessionsAll' : 'people.sessionsOwn')}</span></div>
      {sessions.isError ? <p className="quiet-text">{sentenceOf(sessions.error)}</p> : null}
      {sessions.data?.length === 0 ? <p className="quiet-text">{t('people.noSessions')}</p> : null}
      <ul className="people">{sessions.data?.map((session) => <Line key={session.id} session={session} />)}</ul>
    </section>
  );
}

function Line({ session: { id, user, role, since, seen, address, browser, own } }: { session: LoginSession }) {
  const nowMs = useNow();
  const queries = useQueryClient();
  const name = spokenWho(user);
  const end = async (): Promise<void> => {
    try {
      await office.endSession(id);
      await queries.invalidateQueries({ queryKey: [own ? 'session' : 'sessions'] });
    } catch (refusal) {
      tell(sentenceOf(refusal));
    }
  };
  return (
    <li>
      <div className="person-line session-line">
        <b>{name}{own ? <span className="tagline">{t('people.here')}</span> : null}</b>
        <span>{t(`role.${role}`)}</span>
        <span>{browser === '' ? t('people.someBrowser') : browser}</span>
        <span className="fact num">{address}</span>
        <span className="fact num">{t('people.seen', { seen: formatWhen(seen, nowMs), since: formatWhen(since, nowMs) })}</span>
        <span className="spring" />
        <button type="button" className="btn q sm" aria-label={t('people.endSession', { name, browser })} onClick={() => void end()}>{t(own ? 'person.out' : 'people.end')}</button>
      </div>
    </li>
  );
}
