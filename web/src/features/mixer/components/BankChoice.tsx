import { t } from '../../../lib/i18n';
import { BANKS, type Banks } from '../banks';

/** Which strips stand here. */
export function BankChoice({ banks: { shown, toggle, ofSelected, setOfSelected } }: { banks: Banks }) {
  return (
    <div className="bank-choice" role="group" aria-label={t('mixer.shows')}>
      {BANKS.map((bank) => <button key={bank} type="button" className={`chip ${shown.has(bank) ? 'on' : ''}`} aria-pressed={shown.has(bank)} onClick={() => toggle(bank)}>{t(`kind.${bank}`)}</button>)}
      {shown.has('routes') ? <button type="button" className={`chip ${ofSelected ? 'on' : ''}`} aria-pressed={ofSelected} onClick={() => setOfSelected(!ofSelected)}>{t('mixer.ofSelected')}</button> : null}
    </div>
  );
}
