import { useEffect } from 'react';
import { ForOperators } from '../components/ui/ForOperators';
import { Icon } from '../components/ui/Icon';
import { Toasts } from '../components/ui/Toasts';
import { ListView } from '../features/list/components/ListView';
import { RowMenu } from '../features/menu/components/RowMenu';
import { PlayerBar } from '../features/player/components/PlayerBar';
import { t } from '../lib/i18n';
import { closePanel, view } from '../lib/ui-state';
import { useLive } from '../lib/use-live';
import { useKeys } from './keys';
import { LinkBar } from './LinkBar';
import { Mark } from './Mark';
import { Panels } from './Panels';
import { useServer } from './use-server';
import './desktop-menu.css';

/** What the tray application of the desktop calls when its window appears, with the desktop's accent colour, and when it goes. */
declare global {
  interface Window {
    DesktopMenuShow?: (red: number, green: number, blue: number, alpha: number) => void;
    DesktopMenuHide?: () => void;
  }
}

/** `/site/desktopmenu`: the list for a window at the tray, 320 px wide, without the shell. */
export function DesktopMenu() {
  useServer();
  useKeys();
  useTray();
  const { loaded } = useLive();
  return (
    <div className="shell desktop-menu">
      <header className="top">
        <Mark />
        <h1>{t('app.name')}</h1>
        <span className="spring" />
        <a className="btn q" href="/site/#patch" target="_blank" rel="noreferrer"><Icon name="open" />{t('menu.full')}</a>
      </header>
      <LinkBar />
      <main id="main" aria-busy={!loaded}>
        <ForOperators>
          {loaded ? <ListView /> : <section className="list" />}
          <Panels />
        </ForOperators>
      </main>
      <PlayerBar />
      <RowMenu />
      <Toasts />
    </div>
  );
}

function useTray(): void {
  useEffect(() => {
    view.set('list');
    document.title = t('app.name');
    window.DesktopMenuShow = (red, green, blue, alpha) => document.documentElement.style.setProperty('--desktop-accent', `rgb(${red} ${green} ${blue} / ${alpha > 1 ? alpha / 255 : alpha})`);
    window.DesktopMenuHide = closePanel;
    return () => {
      delete window.DesktopMenuShow;
      delete window.DesktopMenuHide;
    };
  }, []);
}
