import { useEffect, useRef } from 'react';

interface Props {
  title: string;
  text: string;
  act: string;
  keep: string;
  onAct: () => void;
  onKeep: () => void;
}

/** Asks before something that cannot come back, by naming it; the safe answer has the focus. In the page, not over it. */
export function Ask({ title, text, act, keep, onAct, onKeep }: Props) {
  const safe = useRef<HTMLButtonElement>(null);
  useEffect(() => safe.current?.focus(), []);
  return (
    <div className="ask" role="alertdialog" aria-label={title} onKeyDown={(event) => {
      if (event.key !== 'Escape') return;
      event.stopPropagation();
      onKeep();
    }}>
      <p><b>{title}</b> {text}</p>
      <button type="button" className="btn danger" onClick={onAct}>{act}</button>
      <button type="button" className="btn q" ref={safe} onClick={onKeep}>{keep}</button>
    </div>
  );
}
