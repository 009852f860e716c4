import { useEffect, useRef, useState } from 'react';
import { Icon } from '../../../components/ui/Icon';
import { counted } from '../../../lib/changes';
import { t } from '../../../lib/i18n';
import { drawer } from '../../../lib/ui-state';
import { useLive } from '../../../lib/use-live';
import { useStore } from '../../../lib/use-store';
import { titleOf } from '../../../lib/alarm-words';

/** How many things are wrong; quiet when none is. */
export function HealthButton() {
  const { alarms } = useLive();
  const open = useStore(drawer) === 'health';
  const wrong = alarms.filter(({ severity }) => severity === 'alarm').length;
  const warned = alarms.length - wrong;
  const label = alarms.length === 0 ? t('health.openQuiet') : t('health.open', { alarms: counted('health.alarms', wrong), warnings: counted('health.warnings', warned) });
  return (
    <>
      <button type="button" className={`health-open ${alarms.length > 0 ? 'some' : ''}`} aria-label={label} title={`${label}  H`} aria-expanded={open} onClick={() => drawer.set(open ? 'none' : 'health')}>
        {wrong > 0 ? <><span className="is-alarm"><Icon name="alarm" /></span><b className="num">{wrong}</b></> : null}
        {warned > 0 ? <><span className="is-warn warn"><Icon name="warn" /></span><b className="num">{warned}</b></> : null}
        {alarms.length === 0 ? <Icon name="pulse" /> : null}
      </button>
      <Announcer />
    </>
  );
}

/** Tells screen readers of an alarm when it comes. */
function Announcer() {
  const { alarms } = useLive();
  const known = useRef<Set<string> | null>(null);
  const [said, setSaid] = useState('');
  useEffect(() => {
    const before = known.current;
    known.current = new Set(alarms.map(({ id }) => id));
    const fresh = before ? alarms.find(({ id, severity }) => severity === 'alarm' && !before.has(id)) : undefined;
    if (fresh) setSaid(t('health.new', { text: titleOf(fresh) }));
  }, [alarms]);
  return <span className="hidden" aria-live="assertive">{said}</span>;
}
