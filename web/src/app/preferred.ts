import { LANGUAGE, locale, localeOf } from '../lib/i18n';
import { page, view, type View } from '../lib/ui-state';
import { isText, preference, preferencesLoaded, setPreference } from '../live/preferences';
import { VIEWS } from './places';

const VIEW = 'view';

/** An address that names a place is followed, whatever was looked at last. */
const named = location.hash !== '';

const isView = (value: unknown): value is View => VIEWS.some(({ name }) => name === value);

/** Opens the view that this person used last, here or on another device, and notes which one is used from then on. */
export function followPreferredView(): () => void {
  const open = (): void => {
    if (!named && page.get() === 'live') view.set(preference(VIEW, isView, view.get()));
  };
  open();
  const before = view.get();
  const note = view.subscribe(() => setPreference(VIEW, view.get()));
  const load = preferencesLoaded.subscribe(() => {
    if (view.get() === before) open();
  });
  return () => {
    note();
    load();
  };
}

/** The words were chosen by this browser's copy; when the person chose others elsewhere, the page begins again with those. */
export function followPreferredLanguage(): () => void {
  return preferencesLoaded.subscribe(() => {
    if (localeOf(preference(LANGUAGE, isText, 'browser')) !== locale) location.reload();
  });
}
