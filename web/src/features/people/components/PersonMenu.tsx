import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { sentenceOf } from '../../../api/client';
import { office } from '../../../api/office';
import { Icon } from '../../../components/ui/Icon';
import { Popover } from '../../../components/ui/Popover';
import { TextField } from '../../../components/ui/TextField';
import { useSubmit } from '../../../components/ui/use-submit';
import { t } from '../../../lib/i18n';
import { tell } from '../../../lib/toasts';
import { page } from '../../../lib/ui-state';
import { initials, useMe } from '../../../lib/use-person';

/** Who one is here, what that allows, and the way out. Where nobody has to log in it says so. */
export function PersonMenu() {
  const person = useMe();
  const name = person.auth === 'none' ? t('person.openDoor') : (person.user ?? t('person.link'));
  const button = person.auth === 'none' ? <><Icon name="warn" /><span className="hide-phone">{t('person.openDoor')}</span></> : person.user ? initials(person.user) : <Icon name="person" />;
  return (
    <Popover title={t('person.title')} label={t('person.open', { name })} className={`person-open ${person.auth === 'none' ? 'open-door' : ''}`} button={button}>
      {(close) => <Body close={close} />}
    </Popover>
  );
}

function Body({ close }: { close: () => void }) {
  const person = useMe();
  const queries = useQueryClient();
  const [changing, setChanging] = useState(false);
  const out = async (): Promise<void> => {
    try {
      await office.logOut();
      await queries.invalidateQueries({ queryKey: ['session'] });
    } catch (refusal) {
      tell(sentenceOf(refusal));
    }
  };
  return (
    <div className="menu person-menu">
      {person.auth === 'none' ? <><p><b>{t('person.nobody')}</b></p><p>{t('person.nobodyText')}</p></> : (
        <p><b>{person.user ?? t('person.link')}</b> {t('person.as', { role: t(`role.${person.role}`) })}<br /><span className="fact">{person.role === 'listener' ? t('person.listenerText') : t(`role.${person.role}.text`)}</span></p>
      )}
      <div className="rule" />
      <button type="button" className="pick" onClick={() => {
        close();
        page.set('settings');
      }}><Icon name="settings" /><span>{t('person.settings')}</span></button>
      {person.user ? <button type="button" className="pick" aria-expanded={changing} onClick={() => setChanging(!changing)}><Icon name="person" /><span>{t('person.password')}</span></button> : null}
      {changing ? <ChangePassword onDone={close} /> : null}
      {person.auth === 'login' ? <button type="button" className="pick" onClick={() => void out()}><Icon name="arrow" /><span>{t('person.out')}</span></button> : null}
    </div>
  );
}

function ChangePassword({ onDone }: { onDone: () => void }) {
  const [before, setBefore] = useState('');
  const [after, setAfter] = useState('');
  const { problemOf, run } = useSubmit(async () => {
    await office.changePassword(before, after);
    tell(t('person.passwordDone'));
    onDone();
  }, ['password']);
  return (
    <form className="password-form" onSubmit={(event) => {
      event.preventDefault();
      void run();
    }}>
      <TextField label={t('person.passwordOld')} value={before} onChange={setBefore} hideValue autoFocus problem={problemOf('')} />
      <TextField label={t('person.passwordNew')} value={after} onChange={setAfter} hideValue problem={problemOf('password')} />
      <button type="submit" className="btn" disabled={before === '' || after === ''}>{t('person.passwordSave')}</button>
    </form>
  );
}
