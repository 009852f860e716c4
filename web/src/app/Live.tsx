import { Suspense, useEffect, useState } from 'react';
import { ForOperators } from '../components/ui/ForOperators';
import { SoloBar } from '../components/ui/SoloBar';
import { Toasts } from '../components/ui/Toasts';
import { HealthDrawer } from '../features/health/components/HealthDrawer';
import { HistoryDrawer } from '../features/history/components/HistoryDrawer';
import { FindPalette } from '../features/find/components/FindPalette';
import { FirstRun } from '../features/first/components/FirstRun';
import { RowMenu } from '../features/menu/components/RowMenu';
import { PlayerBar } from '../features/player/components/PlayerBar';
import { t } from '../lib/i18n';
import { page, view } from '../lib/ui-state';
import { useLive } from '../lib/use-live';
import { useStore } from '../lib/use-store';
import { startRecording } from '../live/record';
import { followAddress } from './address';
import { COMMANDS } from './commands';
import { KeySheet } from './KeySheet';
import { useKeys } from './keys';
import { LinkBar } from './LinkBar';
import { Panels } from './Panels';
import { PAGES, VIEWS } from './places';
import { followPreferredView } from './preferred';
import { Rail } from './Rail';
import { TopBar } from './TopBar';
import { useServer } from './use-server';

/** The page of one who may see it. */
export function Live() {
  useServer();
  useEffect(startRecording, []);
  useEffect(followPreferredView, []);
  useEffect(followAddress, []);
  useKeys();
  useTitle();
  const { loaded, sources, sinks } = useLive();
  const [skipped, setSkipped] = useState(false);
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
        {here === 'live' ? <ForOperators><Panels /></ForOperators> : null}
      </main>
      {first ? null : <PlayerBar />}
      <HealthDrawer />
      <HistoryDrawer />
      <FindPalette commands={COMMANDS} />
      <RowMenu />
      <KeySheet />
      <ForOperators><SoloBar /></ForOperators>
      <Toasts />
    </div>
  );
}

/** The page, or the view of the page `live`, that the address names. */
function Place() {
  const here = useStore(page);
  const now = useStore(view);
  const Shown = (here === 'live' ? VIEWS.find(({ name }) => name === now) : PAGES.find(({ name }) => name === here))?.component;
  return <Suspense fallback={<section aria-busy="true" />}>{Shown ? here === 'live' || here === 'scenes' ? <ForOperators><Shown /></ForOperators> : <Shown /> : null}</Suspense>;
}

/** The patch in its final size, without content. */
function Skeleton() {
  return <section className="patch skeleton"><Ghosts side="in" /><div className="field-area" /><Ghosts side="out" /></section>;
}

const GHOSTS = 6;

function Ghosts({ side }: { side: 'in' | 'out' }) {
  return <div className={`column ${side}`} aria-hidden="true">{Array.from({ length: GHOSTS }, (_, row) => <div key={row} className="ghost" />)}</div>;
}

/** The page and its view stand in the title of the window, for those who have several open or cannot see them. */
function useTitle(): void {
  const here = useStore(page);
  const now = useStore(view);
  useEffect(() => {
    document.title = `${t(here === 'live' ? `view.${now}` : `page.${here}`)} · ${t('app.name')}`;
  }, [here, now]);
}
