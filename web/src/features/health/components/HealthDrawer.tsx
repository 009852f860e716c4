import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { office } from '../../../api/office';
import type { Alarm } from '../../../api/types';
import { ActButton } from '../../../components/ui/ActButton';
import { DrawerFrame } from '../../../components/ui/DrawerFrame';
import { Icon } from '../../../components/ui/Icon';
import { Barred } from '../../../lib/barred';
import { formatNumber, formatOne, withUnit } from '../../../lib/format';
import { t } from '../../../lib/i18n';
import { mayAdminister, mayOperate } from '../../../lib/me';
import { drawer } from '../../../lib/ui-state';
import { useLive } from '../../../lib/use-live';
import { useMachine } from '../../../lib/use-stats';
import { useNow } from '../../../lib/use-now';
import { useMe } from '../../../lib/use-person';
import { useStore } from '../../../lib/use-store';
import { formatSpan, formatWhen } from '../../../lib/when';
import { mend } from '../mends';
import { howOf, labelOf, silentOf, textOf, titleOf } from '../../../lib/alarm-words';
import '../health.css';

/** What is wrong now, since when, what it touches, and what mends it. */
export function HealthDrawer() {
  return useStore(drawer) === 'health' ? <Opened /> : null;
}

function Opened() {
  const { alarms } = useLive();
  const nowMs = useNow();
  const ids = alarms.map(({ id }) => id).join(' ');
  const { data } = useQuery({ queryKey: ['alarms', ids], queryFn: office.alarms, placeholderData: (before) => before });
  return (
    <DrawerFrame label={t('health.title')} note={t('health.now')}>
      {alarms.length === 0 ? <p className="quiet-text">{t('health.quiet')}</p> : null}
      <ul className="alarms">{alarms.map((alarm) => <Standing key={alarm.id} alarm={alarm} nowMs={nowMs} />)}</ul>
      {data && data.mended.length > 0 ? (
        <>
          <h3>{t('health.mended')}</h3>
          <ul className="mended">
            {data.mended.map((gone) => (
              <li key={gone.id + gone.until}>
                <Icon name="tick" />
                <div><b>{titleOf(gone)}</b><p className="fact">{t('health.lasted', { span: formatSpan((Date.parse(gone.until) - Date.parse(gone.since)) / 1000) })}</p></div>
                <time className="fact num" dateTime={gone.until}>{formatWhen(gone.until, nowMs)}</time>
              </li>
            ))}
          </ul>
        </>
      ) : null}
      <Machine />
    </DrawerFrame>
  );
}

/** Ways to mend that change something; the others show or explain, and are quiet. */
const MENDS = new Set(['retry', 'off', 'lower', 'edit']);

function Standing({ alarm, nowMs }: { alarm: Alarm; nowMs: number }) {
  const [open, setOpen] = useState(false);
  const person = useMe();
  const silent = silentOf(alarm);
  const how = howOf(alarm);
  const whyNot = (word: string): string | null => (MENDS.has(word) && !mayOperate(person) ? t('barred.listener') : null);
  const seen = (word: string): boolean => (word === 'logs' ? mayOperate(person) : word === 'settings' ? mayAdminister(person) : word !== 'how' || how !== null);
  const words = alarm.mends.filter((word) => seen(word) && labelOf(alarm, word) !== null);
  return (
    <li className={alarm.severity}>
      <span className={alarm.severity === 'alarm' ? 'is-alarm' : 'is-warn'}><Icon name={alarm.severity === 'alarm' ? 'alarm' : 'warn'} /></span>
      <div>
        <b className={alarm.severity === 'alarm' ? 'is-alarm' : ''}>{titleOf(alarm)}</b>
        <p>{textOf(alarm)} {silent}</p>
        <div className="mends">
          {words.map((word, index) => (
            <Barred key={word} value={whyNot(word)}>
              <ActButton className={`btn ${index === 0 && MENDS.has(word) ? '' : 'q'}`} aria-expanded={word === 'how' ? open : undefined}
                onClick={() => word === 'how' ? setOpen(!open) : void mend(alarm, word)}>{labelOf(alarm, word)}</ActButton>
            </Barred>
          ))}
        </div>
        {open && how ? <p className="how">{how}</p> : null}
      </div>
      <time className="fact num" dateTime={alarm.since}>{formatWhen(alarm.since, nowMs)}</time>
    </li>
  );
}

function Machine() {
  const { engine } = useLive();
  const { data } = useMachine();
  const process = (data?.['process'] ?? {}) as Record<string, unknown>;
  const memoryMb = typeof process['memory_rss_mb'] === 'number' ? process['memory_rss_mb'] : null;
  const upSeconds = typeof process['uptime_seconds'] === 'number' ? process['uptime_seconds'] : null;
  const rows: [string, string][] = [
    [t('health.load'), engine ? withUnit(formatNumber(engine.loadPercent), '%') : '–'],
    [t('health.xruns'), engine ? formatNumber(engine.xruns) : '–'],
    [t('health.lateness'), engine ? withUnit(formatNumber(Math.round(engine.latenessP99Us)), 'µs') : '–'],
    [t('health.memory'), memoryMb === null ? '–' : withUnit(formatOne(memoryMb), 'MB')],
    [t('health.uptime'), upSeconds === null ? '–' : formatSpan(upSeconds)],
  ];
  return (
    <>
      <h3>{t('health.machine')}</h3>
      <dl className="machine">{rows.map(([name, value]) => <div key={name}><dt>{name}</dt><dd className="num">{value}</dd></div>)}</dl>
    </>
  );
}
