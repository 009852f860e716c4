import { useRef, useState } from 'react';
import type { Kind, Route, Sink, Source } from '../../../api/types';
import { NumberValue } from '../../../components/ui/NumberValue';
import { barredProps, useBarred } from '../../../lib/barred';
import { formatNumber } from '../../../lib/format';
import { t } from '../../../lib/i18n';
import { Tapping } from '../../../lib/tapping';
import { useStore } from '../../../lib/use-store';
import { editKey } from '../../../live/edits';
import { edits } from '../../../live/session';
import { setAtOnce } from './Fields';

interface Props {
  kind: Kind;
  object: Source | Sink | Route;
}

/** Delay as a number, or as the time between taps. */
export function DelayRow({ kind, object }: Props) {
  const { config_id: id, name, delay } = object;
  const unconfirmed = useStore(edits.unconfirmed).has(editKey(kind, id, 'delay'));
  const set = (next: number): void => setAtOnce(kind, id, { delay: next });
  return (
    <div className="delay-row">
      <span>{t('field.delay')}</span>
      <TapButton name={name} onTapped={set} />
      <NumberValue name={t('delay.of', { name })} value={delay} unit="ms" unconfirmed={unconfirmed} onChange={(next) => set(Math.round(next))} />
    </div>
  );
}

/** Twice or more: the mean time between the taps is the delay. */
export function TapButton({ name, onTapped }: { name: string; onTapped: (ms: number) => void }) {
  const tapping = useRef<Tapping | null>(null);
  const why = useBarred();
  const [said, setSaid] = useState('');
  const tap = (timeStamp: number): void => {
    if (why !== null) return;
    tapping.current ??= new Tapping();
    const mean = tapping.current.tap(timeStamp);
    setSaid(mean === null ? t('delay.again') : t('delay.tapped', { count: tapping.current.count, value: formatNumber(mean) }));
    if (mean !== null) onTapped(mean);
  };
  return (
    <span className="tap">
      <button type="button" className="btn q" title={t('delay.tapHint')} aria-label={t('delay.tapLabel', { name })} {...barredProps(why)}
        onPointerDown={(event) => {
          if (event.button === 0) tap(event.timeStamp);
        }}
        onClick={(event) => {
          if (event.detail === 0) tap(event.timeStamp); // pressed by a screen reader
        }}
        onKeyDown={(event) => {
          if (event.repeat || (event.key !== 'Enter' && event.key !== ' ')) return;
          event.preventDefault();
          tap(event.timeStamp);
        }}>{t('delay.tap')}</button>
      <span className="fact num" role="status">{said}</span>
    </span>
  );
}
