import { useEffect, useState } from 'react';
import { Icon } from '../components/ui/Icon';
import { t } from '../lib/i18n';
import { useStore } from '../lib/use-store';
import { connection } from '../live/session';

/** Shown while the connection is lost; what is on the page then is the last known. */
export function LinkBar() {
  const link = useStore(connection.link);
  if (link.phase !== 'lost') return null;
  return <Countdown key={link.retryAtMs} retryAtMs={link.retryAtMs} />;
}

function Countdown({ retryAtMs }: { retryAtMs: number }) {
  const [left, setLeft] = useState(() => secondsTo(retryAtMs));
  useEffect(() => {
    const timer = setInterval(() => setLeft(secondsTo(retryAtMs)), 250);
    return () => clearInterval(timer);
  }, [retryAtMs]);
  return (
    <div className="link-bar" role="alert">
      <Icon name="alarm" />
      <span className="num">{left > 0 ? t('link.lost', { seconds: left }) : t('link.trying')}</span>
      <button type="button" className="btn" onClick={() => connection.open()}>{t('link.now')}</button>
    </div>
  );
}

const secondsTo = (timeMs: number): number => Math.max(0, Math.ceil((timeMs - Date.now()) / 1000));
