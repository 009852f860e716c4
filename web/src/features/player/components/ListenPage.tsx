import { useEffect, useState } from 'react';
import type { Kind } from '../../../api/types';
import { Icon } from '../../../components/ui/Icon';
import { MeterRegion, Meter } from '../../../components/ui/Meters';
import { t } from '../../../lib/i18n';
import { useLive } from '../../../lib/use-live';
import { useStore } from '../../../lib/use-store';
import { listen, listening, stopListening, type Listening } from '../../../live/listening';
import { nameOf } from '../names';
import { shareWithSystem } from '../system-controls';
import { codecWord, figures, troubleOf } from '../words';
import { QualityChoice } from './QualityChoice';
import '../listen-page.css';

interface Props {
  kind: Kind;
  /** As the address has it: a name or a `config_id`. */
  called: string;
}

/** `/site/listen/{sink|source|route}/{name}`: one thing to hear, for a phone on the table or a link in a mail. */
export function ListenPage({ kind, called }: Props) {
  const live = useLive();
  // What the page does not know, such as a temporary sink, the server may.
  const id = live[kind].find(({ config_id, name }) => config_id === called || name === called)?.config_id ?? called;
  const item = useStore(listening).find((candidate) => candidate.id === id);
  const known = nameOf(live, kind, id);
  const name = known === '…' ? called : known;
  useEffect(() => {
    document.title = `${name} · ${t('app.name')}`;
  }, [name]);
  useEffect(() => shareWithSystem(item ? name : ''), [item, name]);
  return (
    <main className={`listen-page ${kind}`} id="main">
      <p className="fact">{t(({ sources: 'kind.source', sinks: 'kind.sink', routes: 'kind.route' } as const)[kind])}</p>
      <h1>{name}</h1>
      <button type="button" className={`big-play ${item ? 'q' : ''}`} aria-label={t(item ? 'player.stop' : 'player.listenTo', { name })} disabled={!live.loaded} onClick={() => (item ? stopListening(id) : listen(kind, id))}><Icon name={item ? 'stop' : 'play'} /></button>
      <p className="state num" role="status">{item ? <State item={item} /> : t('player.pressToHear')}</p>
      <MeterRegion className="level" label={t('player.levels')}><Meter id={item?.levelsId ?? id} dead={!item} /></MeterRegion>
      {item ? <More item={item} name={name} /> : null}
    </main>
  );
}

function State({ item: { player } }: { item: Listening }) {
  const state = useStore(player.state);
  const trouble = troubleOf(state);
  if (state.needsPress) return <button type="button" className="btn" onClick={() => player.resume()}>{trouble}</button>;
  return trouble ?? [codecWord(state), ...figures(state).map(({ text }) => text)].join(' · ');
}

function More({ item, name }: { item: Listening; name: string }) {
  const [open, setOpen] = useState(false);
  return (
    <details open={open} onToggle={(event) => setOpen(event.currentTarget.open)}>
      <summary>{t('player.quality', { name })}</summary>
      {open ? <div className="popover-like"><QualityChoice item={item} name={name} titled={false} /></div> : null}
    </details>
  );
}
