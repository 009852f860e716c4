import { dbToVolume } from '../../lib/fader';
import { t } from '../../lib/i18n';
import { selection } from '../../lib/ui-state';
import { create, newRoute } from '../../live/commands';
import { listen } from '../../live/listening';
import type { FoundStream, Sink, Source } from '../../api/types';

/** Quiet enough for whoever has the volume of the speakers up. */
export const STARTS_AT_DB = -20;

/** Something that may play: what was found on the network, or what the server makes itself. */
export interface Playing {
  key: string;
  name: string;
  hint: string;
  source: Partial<Source>;
}

export const found = ({ tag, kind, format }: FoundStream): Playing => ({ key: tag, name: tag, hint: [kind, format].filter(Boolean).join(' · '), source: { tag } });

export const always = (): Playing[] => [
  { key: 'demo', name: t('first.demo'), hint: t('first.demoHint'), source: { tag: 'demo:' } },
  { key: 'tone', name: t('first.tone'), hint: t('first.toneHint'), source: { tag: 'tone:440' } },
];

export type Place = 'browser' | 'receiver';

/** Makes a source, a sink and a quiet route between them, and listens when the sink is this browser. */
export async function playFirst(playing: Playing, place: Place, address: string): Promise<void> {
  const here = place === 'browser';
  const sink = await create('sinks', { name: t(here ? 'first.browser' : 'first.receiverName'), enabled: true, ...sinkOf(here, address) });
  const source = sink && (await create('sources', { name: playing.name, ...playing.source }));
  if (!source) return;
  if (here) listen('sinks', sink.config_id);
  const route = await create('routes', newRoute(source, sink, dbToVolume(STARTS_AT_DB)));
  if (route) selection.set({ kind: 'routes', id: route.config_id });
}

const sinkOf = (here: boolean, address: string): Partial<Sink> => (here ? { protocol: 'web_receiver' } : { protocol: 'scream', ip: address.trim() });
