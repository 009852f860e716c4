import type { ReactNode } from 'react';
import { ActButton } from '../../../components/ui/ActButton';
import { Icon } from '../../../components/ui/Icon';
import type { Submit } from '../../../components/ui/use-submit';
import { t } from '../../../lib/i18n';

/** The form by hand: fields, the server's sentence if it is about no field, and the one main button. */
export function AddForm({ submit, children }: { submit: Submit; children: ReactNode }) {
  const problem = submit.problemOf('');
  return (
    <form className="add-form" noValidate
      onSubmit={(event) => {
        event.preventDefault();
        void submit.run();
      }}>
      {children}
      {problem ? <p className="trouble" role="alert"><Icon name="alarm" />{problem}</p> : null}
      <ActButton type="submit" className="btn">{t('add.submit')}</ActButton>
    </form>
  );
}
