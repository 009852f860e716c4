import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { sentenceOf } from '../../../api/client';
import { office, type Token } from '../../../api/office';
import type { Role } from '../../../api/types';
import { Ask } from '../../../components/ui/Ask';
import { Choice } from '../../../components/ui/Choice';
import { Icon } from '../../../components/ui/Icon';
import { FormRow, TextField } from '../../../components/ui/TextField';
import { useSubmit } from '../../../components/ui/use-submit';
import { t } from '../../../lib/i18n';
import { tell } from '../../../lib/toasts';
import { useNow } from '../../../lib/use-now';
import { formatWhen } from '../../../lib/when';
import { ROLES } from '../roles';

/** Tokens of programs. The secret is seen once, when one is made. */
export function Tokens() {
  const tokens = useQuery({ queryKey: ['tokens'], queryFn: office.tokens });
  const queries = useQueryClient();
  const [adding, setAdding] = useState(false);
  const [made, setMade] = useState<{ name: string; token: string } | null>(null);
  const again = (): Promise<void> => queries.invalidateQueries({ queryKey: ['tokens'] });
  return (
    <section>
      <div className="section-head">
        <h2>{t('people.tokens')}</h2><span className="fact">{t('people.tokensNote')}</span>
        {adding || made ? null : <button type="button" className="btn q sm" onClick={() => setAdding(true)}><Icon name="plus" />{t('people.tokenAdd')}</button>}
      </div>
      {adding ? <MakeToken again={again} onDone={(token) => {
        setAdding(false);
        setMade(token);
      }} /> : null}
      {made ? <Once made={made} onDone={() => setMade(null)} /> : null}
      {tokens.isError ? <p className="quiet-text">{sentenceOf(tokens.error)}</p> : null}
      {tokens.data?.length === 0 && !made ? <p className="quiet-text">{t('people.noTokens')}</p> : null}
      <ul className="people">{tokens.data?.map((token) => <Line key={token.name} token={token} again={again} />)}</ul>
    </section>
  );
}

function Line({ token, again }: { token: Token; again: () => Promise<void> }) {
  const nowMs = useNow();
  const [asking, setAsking] = useState(false);
  const withdraw = async (): Promise<void> => {
    try {
      await office.deleteToken(token.name);
    } catch (refusal) {
      tell(sentenceOf(refusal));
    }
    await again();
  };
  return (
    <li>
      <div className="person-line">
        <b>{token.name}</b>
        <span>{t(`role.${token.role}`)}</span>
        <span className="fact num">{formatWhen(token.created, nowMs)}</span>
        <span className="fact scopes">{token.scopes.length === 0 ? t('people.scopesAll') : token.scopes.join(' ')}</span>
        <span className="spring" />
        <button type="button" className="btn danger sm" onClick={() => setAsking(true)}>{t('people.withdraw')}</button>
      </div>
      {asking ? <Ask title={t('people.withdrawAsk', { name: token.name })} text={t('people.withdrawText')} act={t('people.withdrawDo', { name: token.name })} keep={t('people.keep')}
        onAct={() => void withdraw()} onKeep={() => setAsking(false)} /> : null}
    </li>
  );
}

type Extent = 'all' | 'read' | 'stats' | 'own';
const SCOPES: Record<Extent, string[]> = { all: [], read: ['*:read'], stats: ['stats:read'], own: [] };

function MakeToken({ again, onDone }: { again: () => Promise<void>; onDone: (made: { name: string; token: string } | null) => void }) {
  const [name, setName] = useState('');
  const [role, setRole] = useState<Role>('operator');
  const [extent, setExtent] = useState<Extent>('all');
  const [typed, setTyped] = useState('');
  const { problemOf, run } = useSubmit(async () => {
    const made = await office.makeToken(name.trim(), role, extent === 'own' ? typed.split(/[\s,]+/).filter(Boolean) : SCOPES[extent]);
    await again();
    onDone(made);
  }, ['name', 'role']);
  return (
    <form className="people-form" aria-label={t('people.tokenAdd')} onSubmit={(event) => {
      event.preventDefault();
      void run();
    }}>
      <TextField label={t('people.tokenName')} value={name} onChange={setName} placeholder="Home Assistant" autoFocus problem={problemOf('name')} />
      <FormRow label={t('people.role')}><Choice label={t('people.role')} value={role} options={ROLES} onChange={setRole} /></FormRow>
      <FormRow label={t('people.scopes')}><Choice label={t('people.scopes')} value={extent} onChange={setExtent} options={[
        { value: 'all', label: t('people.scopesAll') }, { value: 'read', label: t('people.scopeRead') }, { value: 'stats', label: t('people.scopeStats') }, { value: 'own', label: t('people.scopeOwn') },
      ]} /></FormRow>
      {extent === 'own' ? <><TextField label="" value={typed} onChange={setTyped} placeholder="sinks:change stats:read" /><p className="fact">{t('people.scopeHint')}</p></> : null}
      {problemOf('') ? <p className="problem">{problemOf('')}</p> : null}
      <div className="form-acts"><button type="submit" className="btn" disabled={name.trim() === ''}>{t('people.tokenAdd')}</button><button type="button" className="btn q" onClick={() => onDone(null)}>{t('panel.close')}</button></div>
    </form>
  );
}

function Once({ made, onDone }: { made: { name: string; token: string }; onDone: () => void }) {
  const [copied, setCopied] = useState(false);
  const copy = async (): Promise<void> => {
    await navigator.clipboard.writeText(made.token);
    setCopied(true);
  };
  return (
    <div className="token-once" role="status">
      <p><b>{made.name}</b> {t('people.tokenOnce')}</p>
      <code>{made.token}</code>
      <div className="form-acts">
        {'clipboard' in navigator ? <button type="button" className="btn" onClick={() => void copy()}><Icon name={copied ? 'tick' : 'copy'} />{t(copied ? 'people.copied' : 'people.copy')}</button> : null}
        <button type="button" className="btn q" onClick={onDone}>{t('people.done')}</button>
      </div>
    </div>
  );
}
