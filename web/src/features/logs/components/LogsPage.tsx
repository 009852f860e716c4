import { useState } from 'react';
import { Choice } from '../../../components/ui/Choice';
import { t } from '../../../lib/i18n';
import { mayAdminister, mayOperate } from '../../../lib/me';
import { useMe } from '../../../lib/use-person';
import { Audit } from './Audit';
import { Levels } from './Levels';
import { LiveLog } from './LiveLog';
import '../logs.css';

type Shown = 'live' | 'audit' | 'levels';

/** The log as it grows, who changed what, and how much is logged. */
export function LogsPage() {
  const person = useMe();
  const [shown, setShown] = useState<Shown>('live');
  const views: { value: Shown; label: string }[] = [
    { value: 'live', label: t('logs.live') },
    ...(mayAdminister(person) ? [{ value: 'audit' as const, label: t('logs.audit') }] : []),
    { value: 'levels', label: t('logs.levels') },
  ];
  if (!mayOperate(person)) {
    return (
      <section className="page">
        <header className="page-head"><h1>{t('page.logs')}</h1></header>
        <div className="page-scroll"><p className="quiet-text">{t('page.notAllowed', { role: t(`role.${person.role}`) })}</p></div>
      </section>
    );
  }
  return (
    <section className="page logs">
      <header className="page-head"><h1>{t('page.logs')}</h1><Choice label={t('logs.view')} options={views} value={shown} onChange={setShown} /></header>
      {shown === 'live' ? <LiveLog /> : shown === 'audit' ? <Audit /> : <Levels admin={mayAdminister(person)} />}
    </section>
  );
}
