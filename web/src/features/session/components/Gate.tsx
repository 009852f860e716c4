import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState, type ReactNode } from 'react';
import { api, sentenceOf, type ApiError } from '../../../api/client';
import { t } from '../../../lib/i18n';
import { useSession } from '../api/use-session';
import '../session.css';

/** Lets the page through to people who may see it, and tells the others how to get in. */
export function Gate({ children }: { children: ReactNode }) {
  const session = useSession();
  if (session.data?.signed_in) return children;
  if (session.isPending) return null;
  if (session.data || session.error.status === 401) return <Login />;
  return (
    <Quiet title={t('login.unreachable')}>
      <p>{t('login.unreachableText')}</p>
    </Quiet>
  );
}

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
  const [token, setToken] = useState('');
  const queries = useQueryClient();
  const login = useMutation<unknown, ApiError, string>({ mutationFn: api.login, onSuccess: () => queries.invalidateQueries({ queryKey: ['session'] }) });
  return (
    <Quiet title={t('login.title')}>
      <p>{t(linkRefused ? 'login.refused' : 'login.text')}</p>
      <form onSubmit={(event) => {
        event.preventDefault();
        login.mutate(token.trim());
      }}>
        <label htmlFor="token">{t('login.field')}</label>
        <div>
          <span className={`field ${login.error ? 'bad' : ''}`}><input id="token" type="password" autoComplete="current-password" value={token} onChange={(event) => setToken(event.target.value)} aria-invalid={login.error ? true : undefined} /></span>
          <button type="submit" className="btn" disabled={token.trim() === '' || login.isPending}>{t('login.submit')}</button>
        </div>
        {login.error ? <p className="problem" role="alert">{sentenceOf(login.error)}</p> : null}
      </form>
    </Quiet>
  );
}
