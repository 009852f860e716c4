import { Suspense, useEffect, useState } from 'react';
import { useQueryClient } from '@tanstack/react-query';
import { Toasts } from '../components/ui/Toasts';
import { AddSinkPanel } from '../features/add/components/AddSinkPanel';
import { AddSourcePanel } from '../features/add/components/AddSourcePanel';
import { DetailPanel } from '../features/detail/components/DetailPanel';
import { FindPalette } from '../features/find/components/FindPalette';
import { FirstRun } from '../features/first/components/FirstRun';
import { PlayerBar } from '../features/player/components/PlayerBar';
import { t } from '../lib/i18n';
import { page, panel, view } from '../lib/ui-state';
import { useLive } from '../lib/use-live';
import { useStore } from '../lib/use-store';
import { useSession } from '../features/session/api/use-session';
import { loadPreferences, savePending } from '../live/preferences';
import { connection, startLive } from '../live/session';
import { followPreferredTheme } from './theme';
import { followAddress } from './address';
import { COMMANDS } from './commands';
import { KeySheet } from './KeySheet';
import { useKeys } from './keys';
import { LinkBar } from './LinkBar';
import { PAGES, VIEWS } from './places';
import { Rail } from './Rail';
import { TopBar } from './TopBar';

/** The page of one who may see it. */
export function Live() {
  useEffect(startLive, []);
  useEffect(followAddress, []);
  useEffect(followPreferredTheme, []);
  useSessionAfterLoss();
  usePreferences();
  useKeys();
  useTitle();
  const { loaded, sources, sinks } = useLive();
  const [skipped, setSkipped] = useState(false);
  const open = useStore(panel);
  const here = useStore(page);
  const first = here === 'live' && loaded && !skipped && sources.length === 0 && sinks.length === 0;
  return (
    <div className="shell">
      <a className="skip" href="#main">{t('app.skip')}</a>
      <Rail />
      <TopBar first={first} onView={() => setSkipped(true)} />
      <LinkBar />
      <main id="main" aria-busy={!loaded}>
        {!loaded ? <Skeleton /> : first ? <FirstRun onSkip={() => setSkipped(true)} /> : <Place />}
        {here !== 'live' ? null : open === 'detail' ? <DetailPanel /> : open === 'addSource' ? <AddSourcePanel /> : open === 'addSink' ? <AddSinkPanel /> : null}
      </main>
      {first ? null : <PlayerBar />}
      <FindPalette commands={COMMANDS} />
      <KeySheet />
      <Toasts />
    </div>
  );
}

/** The page, or the view of the page `live`, that the address names. */
function Place() {
  const here = useStore(page);
  const now = useStore(view);
  const Shown = (here === 'live' ? VIEWS.find(({ name }) => name === now) : PAGES.find(({ name }) => name === here))?.component;
  return <Suspense fallback={<section aria-busy="true" />}>{Shown ? <Shown /> : null}</Suspense>;
}

/** The patch in its final size, without content. */
function Skeleton() {
  return <section className="patch skeleton"><div className="column in" /><div className="field-area" /><div className="column out" /></section>;
}

/** The page and its view stand in the title of the window, for those who have several open or cannot see them. */
function useTitle(): void {
  const here = useStore(page);
  const now = useStore(view);
  useEffect(() => {
    document.title = `${t(here === 'live' ? `view.${now}` : `page.${here}`)} · ${t('app.name')}`;
  }, [here, now]);
}

/** What this person prefers; asked for again when the connection is back, and what could not be saved goes out then. */
function usePreferences(): void {
  const user = useSession().data?.user ?? null;
  useEffect(() => {
    const follow = (): void => {
      if (connection.link.get().phase === 'open') void loadPreferences(user).then(savePending);
    };
    follow();
    return connection.link.subscribe(follow);
  }, [user]);
}

/** A lost connection may mean that the login has ended: the gate asks again. */
function useSessionAfterLoss(): void {
  const queries = useQueryClient();
  useEffect(() => connection.link.subscribe(() => {
    if (connection.link.get().phase === 'lost') void queries.invalidateQueries({ queryKey: ['session'] });
  }), [queries]);
}
