import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { sentenceOf } from '../../../api/client';
import { office, type User } from '../../../api/office';
import type { Role } from '../../../api/types';
import { Ask } from '../../../components/ui/Ask';
import { Choice, Select } from '../../../components/ui/Choice';
import { Icon } from '../../../components/ui/Icon';
import { FormRow, TextField } from '../../../components/ui/TextField';
import { useSubmit } from '../../../components/ui/use-submit';
import { t } from '../../../lib/i18n';
import { tell } from '../../../lib/toasts';
import { useNow } from '../../../lib/use-now';
import { useMe } from '../../../lib/use-person';
import { formatWhen } from '../../../lib/when';
import { ROLES } from '../roles';

/** People with name and password. */
export function Users() {
  const users = useQuery({ queryKey: ['users'], queryFn: office.users });
  const queries = useQueryClient();
  const [adding, setAdding] = useState(false);
  const again = (): Promise<void> => queries.invalidateQueries({ queryKey: ['users'] });
  return (
    <section>
      <div className="section-head">
        <h2>{t('people.users')}</h2><span className="fact">{t('people.usersNote')}</span>
        {adding ? null : <button type="button" className="btn sm" onClick={() => setAdding(true)}><Icon name="plus" />{t('people.add')}</button>}
      </div>
      {adding ? <AddUser again={again} onDone={() => setAdding(false)} /> : null}
      {users.isError ? <p className="quiet-text">{sentenceOf(users.error)}</p> : null}
      {users.data?.length === 0 ? <p className="quiet-text">{t('people.none')}</p> : null}
      {users.data && users.data.length > 0 ? (
        <ul className="people">{users.data.map((user) => <Line key={user.name} user={user} again={again} />)}</ul>
      ) : null}
    </section>
  );
}

function Line({ user, again }: { user: User; again: () => Promise<void> }) {
  const nowMs = useNow();
  const mine = useMe().user === user.name;
  const [open, setOpen] = useState<'password' | 'remove' | null>(null);
  const attempt = async (work: () => Promise<unknown>): Promise<void> => {
    try {
      await work();
    } catch (refusal) {
      tell(sentenceOf(refusal));
    }
    await again();
  };
  return (
    <li>
      <div className="person-line">
        <b>{user.name}{mine ? <span className="tagline">{t('people.you')}</span> : null}</b>
        <Select label={`${t('people.role')}: ${user.name}`} value={user.role} options={ROLES} onChange={(role) => void attempt(() => office.changeUser(user.name, { role }))} />
        <span className="fact num">{formatWhen(user.created, nowMs)}</span>
        <span className="spring" />
        <button type="button" className="btn q sm" aria-expanded={open === 'password'} onClick={() => setOpen(open === 'password' ? null : 'password')}>{t('people.newPassword')}</button>
        <button type="button" className="btn danger sm" onClick={() => setOpen('remove')}>{t('people.remove')}</button>
      </div>
      {open === 'password' ? <NewPassword name={user.name} onDone={() => setOpen(null)} /> : null}
      {open === 'remove' ? <Ask title={t('people.removeAsk', { name: user.name })} text={t('people.removeText')} act={t('people.removeDo', { name: user.name })} keep={t('people.keep')}
        onAct={() => void attempt(() => office.deleteUser(user.name))} onKeep={() => setOpen(null)} /> : null}
    </li>
  );
}

function NewPassword({ name, onDone }: { name: string; onDone: () => void }) {
  const [password, setPassword] = useState('');
  const { problemOf, run } = useSubmit(async () => {
    await office.changeUser(name, { password });
    tell(t('people.passwordSet', { name }));
    onDone();
  }, ['password']);
  return (
    <form className="people-form" onSubmit={(event) => {
      event.preventDefault();
      void run();
    }}>
      <TextField label={t('people.newPassword')} value={password} onChange={setPassword} hideValue autoFocus problem={problemOf('password') ?? problemOf('')} />
      <div className="form-acts"><button type="submit" className="btn" disabled={password === ''}>{t('scene.save')}</button><button type="button" className="btn q" onClick={onDone}>{t('panel.close')}</button></div>
    </form>
  );
}

function AddUser({ again, onDone }: { again: () => Promise<void>; onDone: () => void }) {
  const [name, setName] = useState('');
  const [password, setPassword] = useState('');
  const [role, setRole] = useState<Role>('operator');
  const { problemOf, run } = useSubmit(async () => {
    await office.addUser(name.trim(), password, role);
    await again();
    onDone();
  }, ['name', 'password', 'role']);
  return (
    <form className="people-form" aria-label={t('people.add')} onSubmit={(event) => {
      event.preventDefault();
      void run();
    }}>
      <TextField label={t('people.name')} value={name} onChange={setName} autoFocus problem={problemOf('name')} />
      <TextField label={t('people.password')} value={password} onChange={setPassword} hideValue problem={problemOf('password')} />
      <FormRow label={t('people.role')}><Choice label={t('people.role')} value={role} options={ROLES} onChange={setRole} /><span className="fact">{t(`role.${role}.text`)}</span></FormRow>
      {problemOf('') ? <p className="problem">{problemOf('')}</p> : null}
      <div className="form-acts"><button type="submit" className="btn" disabled={name.trim() === '' || password === ''}>{t('people.addDo')}</button><button type="button" className="btn q" onClick={onDone}>{t('panel.close')}</button></div>
    </form>
  );
}
