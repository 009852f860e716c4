import { Choice } from '../../../components/ui/Choice';
import { Switch } from '../../../components/ui/Switch';
import { LANGUAGE_SAVED_AS, t } from '../../../lib/i18n';
import { useStore } from '../../../lib/use-store';
import { isBoolean, preference, preferences, setPreference } from '../../../live/preferences';

type Language = 'browser' | 'en' | 'de';
type Theme = 'light' | 'dark';

const isTheme = (value: unknown): value is Theme => value === 'light' || value === 'dark';
const shownTheme = (): Theme => (document.documentElement.dataset['theme'] === 'light' ? 'light' : 'dark');

/** What is for this person alone. The language has to be known before the first word is shown, so this browser keeps it. */
export function Mine() {
  useStore(preferences);
  const language = (localStorage.getItem(LANGUAGE_SAVED_AS) ?? 'browser') as Language;
  return (
    <div className="mine">
      <Row name={t('mine.theme')} text={t('mine.theme.text')}>
        <Choice label={t('mine.theme')} value={preference('theme', isTheme, shownTheme())} onChange={(theme) => setPreference('theme', theme)} options={(['light', 'dark'] as const).map((value) => ({ value, label: t(`mine.theme.${value}`) }))} />
      </Row>
      <Row name={t('mine.letters')} text={t('mine.letters.text')}>
        <Switch on={preference('letterKeys', isBoolean, true)} label={t('mine.letters')} onChange={(letters) => setPreference('letterKeys', letters)} />
      </Row>
      <Row name={t('mine.language')} text={t('mine.language.text')}>
        <Choice label={t('mine.language')} value={language} onChange={choose} options={[{ value: 'browser', label: t('mine.language.browser') }, { value: 'en', label: 'English' }, { value: 'de', label: 'Deutsch' }]} />
      </Row>
    </div>
  );
}

function choose(language: Language): void {
  if (language === 'browser') localStorage.removeItem(LANGUAGE_SAVED_AS);
  else localStorage.setItem(LANGUAGE_SAVED_AS, language);
  location.reload();
}

function Row({ name, text, children }: { name: string; text: string; children: React.ReactNode }) {
  return (
    <div className="srow">
      <div className="s-txt"><b>{name}</b><p>{text}</p></div>
      <div className="s-ctl">{children}</div>
      <div className="s-now" />
    </div>
  );
}
