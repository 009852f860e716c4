import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useEffect, useState, type ReactNode } from 'react';
import { api, sentenceOf, type ApiError } from '../../../api/client';
import { office } from '../../../api/office';
import type { Session } from '../../../api/types';
import { Icon } from '../../../components/ui/Icon';
import { t } from '../../../lib/i18n';
import { me, type Me } from '../../../lib/me';
import { useMe } from '../../../lib/use-person';
import { useSession } from '../api/use-session';
import '../session.css';

/** Lets the page through to people who may see it, and tells the others how to get in. */
export function Gate({ children }: { children: ReactNode }) {
  const session = useSession();
  const { data } = session;
  const now = useMe();
  const person = data?.signed_in ? meOf(data) : null;
  useEffect(() => {
    if (person && !isSame(person, me.get())) me.set(person);
  });
  // Nothing is asked of the server before it is known what this person may.
  if (person) return isSame(person, now) ? children : null;
  if (session.isPending) return null;
  if (session.data || session.error.status === 401) return <Login />;
  return (
    <Quiet title={t('login.unreachable')}>
      <p>{t('login.unreachableText')}</p>
    </Quiet>
  );
}

const meOf = ({ auth, user, role }: Session): Me => ({ auth, user: auth === 'none' ? null : personOf(user), role: role ?? 'admin' });

const isSame = (one: Me, other: Me): boolean => one.auth === other.auth && one.user === other.user && one.role === other.role;

/** Who came by the login link has no name. */
const personOf = (user: string | null | undefined): string | null => (user === undefined || user === null || user === 'login link' || user === 'anybody' ? null : user);

function Quiet({ title, children }: { title: string; children: ReactNode }) {
  return (
    <main className="quiet" id="main">
      <h1>{title}</h1>
      {children}
    </main>
  );
}

/** The server leads here when the link that was opened lets nobody in any more. */
const linkRefused = new URLSearchParams(location.search).get('login') === 'refused';

function Login() {
  const queries = useQueryClient();
  const again = () => queries.invalidateQueries({ queryKey: ['session'] });
  return (
    <Quiet title={t('login.title')}>
      <PasswordForm onDone={again} />
      <h2>{t('login.byCode')}</h2>
      <p>{t(linkRefused ? 'login.refused' : 'login.text')}</p>
      <CodeForm onDone={again} />
    </Quiet>
  );
}

function PasswordForm({ onDone }: { onDone: () => Promise<void> }) {
  const [user, setUser] = useState('');
  const [password, setPassword] = useState('');
  const login = useMutation<unknown, ApiError>({ mutationFn: () => office.logInAs(user.trim(), password), onSuccess: onDone });
  return (
    <form className="login-password" aria-label={t('login.withPassword')} onSubmit={(event) => {
      event.preventDefault();
      login.mutate();
    }}>
      <label htmlFor="user">{t('login.user')}</label>
      <span className="field"><input id="user" autoComplete="username" autoCapitalize="none" spellCheck={false} autoFocus value={user} onChange={(event) => setUser(event.target.value)} /></span>
      <label htmlFor="password">{t('login.password')}</label>
      <span className={`field ${login.error ? 'bad' : ''}`}><input id="password" type="password" autoComplete="current-password" value={password} onChange={(event) => setPassword(event.target.value)} aria-invalid={login.error ? true : undefined} /></span>
      {login.error ? <p className="problem" role="alert"><Icon name="alarm" /><span>{sentenceOf(login.error)}</span></p> : null}
      <button type="submit" className="btn" disabled={user.trim() === '' || password === '' || login.isPending}>{t('login.submit')}</button>
    </form>
  );
}

function CodeForm({ onDone }: { onDone: () => Promise<void> }) {
  const [token, setToken] = useState('');
  const login = useMutation<unknown, ApiError, string>({ mutationFn: api.login, onSuccess: onDone });
  return (
    <form onSubmit={(event) => {
      event.preventDefault();
      login.mutate(token.trim());
    }}>
      <label htmlFor="token">{t('login.field')}</label>
      <div>
        <span className={`field ${login.error ? 'bad' : ''}`}><input id="token" type="password" autoComplete="off" value={token} onChange={(event) => setToken(event.target.value)} aria-invalid={login.error ? true : undefined} /></span>
        <button type="submit" className="btn q" disabled={token.trim() === '' || login.isPending}>{t('login.submit')}</button>
      </div>
      {login.error ? <p className="problem" role="alert">{sentenceOf(login.error)}</p> : null}
    </form>
  );
}
