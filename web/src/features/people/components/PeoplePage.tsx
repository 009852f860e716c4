import { t } from '../../../lib/i18n';
import { mayAdminister } from '../../../lib/me';
import { useMe } from '../../../lib/use-person';
import { Sessions } from './Sessions';
import { Tokens } from './Tokens';
import { Users } from './Users';
import '../people.css';

/** Who may come in, as what, and the tokens of programs. */
export function PeoplePage() {
  const person = useMe();
  return (
    <section className="page">
      <header className="page-head"><h1>{t('page.people')}</h1></header>
      <div className="page-scroll" role="region" aria-label={t('page.people')} tabIndex={0}>
        {mayAdminister(person) ? (
          <>
            {person.auth === 'none' ? <p className="open-door-note">{t('person.nobody')}. {t('person.nobodyText')}</p> : null}
            <Users />
            <Tokens />
          </>
        ) : <p className="quiet-text">{t('people.notAllowed', { role: t(`role.${person.role}`) })}</p>}
        {person.auth === 'login' ? <Sessions everybody={mayAdminister(person)} /> : null}
        <section>
          <div className="section-head"><h2>{t('people.roles')}</h2></div>
          <dl className="roles">{(['admin', 'operator', 'listener'] as const).map((role) => <div key={role}><dt>{t(`role.${role}`)}</dt><dd>{t(`role.${role}.text`)}</dd></div>)}</dl>
        </section>
      </div>
    </section>
  );
}
