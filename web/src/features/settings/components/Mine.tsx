import { Choice } from '../../../components/ui/Choice';
import { Switch } from '../../../components/ui/Switch';
import { LANGUAGE, t, type Language } from '../../../lib/i18n';
import type { MINE } from '../../../lib/settings';
import { useStore } from '../../../lib/use-store';
import { isBoolean, preference, preferences, saveNow, setPreference } from '../../../live/preferences';

type Theme = 'light' | 'dark';

const isTheme = (value: unknown): value is Theme => value === 'light' || value === 'dark';
const isLanguage = (value: unknown): value is Language => value === 'browser' || value === 'en' || value === 'de';
const shownTheme = (): Theme => (document.documentElement.dataset['theme'] === 'light' ? 'light' : 'dark');

/** What is for this person alone. */
export function Mine() {
  useStore(preferences);
  return (
    <div className="mine">
      <Row of="theme">
        <Choice label={t('mine.theme')} value={preference('theme', isTheme, shownTheme())} onChange={(theme) => setPreference('theme', theme)} options={(['light', 'dark'] as const).map((value) => ({ value, label: t(`mine.theme.${value}`) }))} />
      </Row>
      <Row of="letters">
        <Switch on={preference('letterKeys', isBoolean, true)} label={t('mine.letters')} onChange={(letters) => setPreference('letterKeys', letters)} />
      </Row>
      <Row of="language">
        <Choice label={t('mine.language')} value={preference<Language>(LANGUAGE, isLanguage, 'browser')} onChange={(language) => void choose(language)} options={[{ value: 'browser', label: t('mine.language.browser') }, { value: 'en', label: 'English' }, { value: 'de', label: 'Deutsch' }]} />
      </Row>
    </div>
  );
}

/** The words are chosen when the page is loaded. */
async function choose(language: Language): Promise<void> {
  setPreference(LANGUAGE, language);
  await saveNow();
  location.reload();
}

function Row({ of, children }: { of: (typeof MINE)[number]; children: React.ReactNode }) {
  return (
    <div className="srow" data-setting={of} tabIndex={-1}>
      <div className="s-txt"><b>{t(`mine.${of}`)}</b><p>{t(`mine.${of}.text`)}</p></div>
      <div className="s-ctl">{children}</div>
      <div className="s-now" />
    </div>
  );
}
