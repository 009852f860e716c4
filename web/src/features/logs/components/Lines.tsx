import { useEffect, useLayoutEffect, useRef, useState, type KeyboardEvent } from 'react';
import { Icon } from '../../../components/ui/Icon';
import { locale, t } from '../../../lib/i18n';
import { useMedia } from '../../../lib/use-media';
import type { LogLine } from '../parse';

/** One line of text at a desk; two on a phone. */
const ROW_PX = 22;
const PHONE_ROW_PX = 48;
const BEYOND = 12;
const NEAR_END_PX = 30;
const clock = new Intl.DateTimeFormat(locale, { hour: '2-digit', minute: '2-digit', second: '2-digit', fractionalSecondDigits: 3, hourCycle: 'h23' });

/** Only the lines on screen are in the page. Follows the newest one unless the person scrolled away from it. */
export function Lines({ lines, none }: { lines: readonly LogLine[]; none: string }) {
  const rowPx = useMedia('(max-width: 640px)') ? PHONE_ROW_PX : ROW_PX;
  const box = useRef<HTMLDivElement>(null);
  const [view, setView] = useState({ top: 0, height: 600 });
  const [follows, setFollows] = useState(true);
  const [open, setOpen] = useState<LogLine | null>(null);
  const toEnd = (): void => {
    if (box.current) box.current.scrollTop = box.current.scrollHeight;
  };
  useLayoutEffect(() => {
    if (follows) toEnd();
  }, [lines, follows]);
  useEffect(() => {
    const element = box.current;
    if (!element) return;
    const measure = (): void => {
      setView({ top: element.scrollTop, height: element.clientHeight });
      setFollows(element.scrollHeight - element.scrollTop - element.clientHeight < NEAR_END_PX);
    };
    const sizes = new ResizeObserver(measure);
    sizes.observe(element);
    element.addEventListener('scroll', measure, { passive: true });
    return () => {
      sizes.disconnect();
      element.removeEventListener('scroll', measure);
    };
  }, []);
  /** Enter opens the newest line in sight, arrows step from there. */
  const onKeyDown = (event: KeyboardEvent): void => {
    const at = openAt;
    if (event.key === 'Escape' && open) setOpen(null);
    else if (event.key === 'Enter' && at < 0) choose(Math.min(lines.length, Math.floor((view.top + view.height) / rowPx)) - 1);
    else if (event.key === 'ArrowUp' && at > 0) choose(at - 1);
    else if (event.key === 'ArrowDown' && at >= 0) choose(at + 1);
    else return;
    event.preventDefault();
  };
  const choose = (index: number): void => {
    const line = lines[index];
    if (!line) return;
    setOpen(line);
    setFollows(false);
  };
  const openAt = open === null ? -1 : lines.findIndex(({ number }) => number === open.number);
  // After it has taken its room below.
  useLayoutEffect(() => {
    const element = box.current;
    if (openAt >= 0 && element) element.scrollTop = Math.min(openAt * rowPx, Math.max(element.scrollTop, (openAt + 2) * rowPx - element.clientHeight));
  }, [openAt, rowPx]);
  const first = Math.max(0, Math.floor(view.top / rowPx) - BEYOND);
  const shown = lines.slice(first, first + Math.ceil(view.height / rowPx) + 2 * BEYOND);
  return (
    <div className="log-host">
      <div className="log-lines" ref={box} role="log" aria-live="off" aria-label={t('logs.live')} aria-description={t('logs.keys')} tabIndex={0} onKeyDown={onKeyDown}>
        <div style={{ height: lines.length * rowPx, position: 'relative' }}>
          <div className="log-window" style={{ transform: `translateY(${first * rowPx}px)` }}>
            {shown.map((line) => <Line key={line.number} line={line} on={open?.number === line.number} onPress={() => setOpen(open?.number === line.number ? null : line)} />)}
          </div>
        </div>
        {lines.length === 0 ? <p className="empty">{none}</p> : null}
      </div>
      {follows ? null : <button type="button" className="btn log-follow" onClick={() => {
        setFollows(true);
        toEnd();
      }}><Icon name="down" />{t('logs.follow')}</button>}
      {open && openAt >= 0 ? <pre className="log-whole" role="status" tabIndex={0}>{open.timeMs === null ? '' : `${new Date(open.timeMs).toISOString()}  ${open.level}  ${open.module}.${open.logger}  [${open.thread}]\n`}{open.text}</pre> : null}
    </div>
  );
}

/** The level is a word with a mark of its own shape; colour only helps. */
function Line({ line, on, onPress }: { line: LogLine; on: boolean; onPress: () => void }) {
  return (
    <div className={`log-line ${line.level} ${on ? 'selected' : ''}`} onClick={onPress}>
      <span className="num">{line.timeMs === null ? '' : clock.format(line.timeMs)}</span>
      <span className="log-level">{line.timeMs === null ? null : <>{line.level === 'error' ? <Icon name="alarm" /> : line.level === 'warn' ? <Icon name="warn" /> : <i />}{t(`logs.${line.level}`)}</>}</span>
      <span className="log-module">{line.timeMs === null ? '' : `${line.module}.${line.logger}`}</span>
      <span className="log-text">{line.text}</span>
    </div>
  );
}
