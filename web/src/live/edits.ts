import { api, request, sentenceOf } from '../api/client';
import type { Kind, Objects } from '../api/types';
import { createLatestSender, type LatestSender } from '../lib/latest-sender';
import { t } from '../lib/i18n';
import { createStore } from '../lib/store';
import { tell } from '../lib/toasts';
import type { LiveState } from './state';

const DRAG_INTERVAL_MS = 20;

/** One of the things of a list. */
type Thing = { config_id: string };

/** Something that is shown before the server has confirmed it: how it changes the list of its kind. */
interface Edit {
  number: number;
  key: string;
  kind: Kind;
  id: string;
  /** Of a field; undefined for a place in the list. */
  value?: unknown;
  lay: (list: Thing[]) => Thing[];
}

/** Where an edit is laid over the server's state, and where a confirmed one goes. */
export interface EditTarget {
  current: () => LiveState;
  /** When the server last told something about that object, in its count of messages. */
  toldSeq: (kind: Kind, id: string) => number;
  /** What was confirmed becomes part of the state. */
  confirm: (kind: Kind, lay: (list: Thing[]) => Thing[]) => void;
  /** What is shown must be computed again. */
  touched: () => void;
}

/**
 * Optimistic changes. Each field of each object has at most one open edit, the newest, and so has the order of a list; an
 * answer to an older one says nothing about it. A refused edit is dropped, so that the server's value shows again, and the
 * server's sentence is told. The last hand wins: what the server told while an edit was on its way counts, not the edit.
 */
export class Edits {
  /** Keys of what the server has not confirmed yet, as `editKey` makes them. */
  readonly unconfirmed = createStore<ReadonlySet<string>>(new Set());
  private readonly open = new Map<string, Edit>();
  private readonly drags = new Map<string, LatestSender<unknown>>();
  private readonly editedMs = new Map<string, number>();
  private count = 0;

  constructor(private readonly target: EditTarget) {}

  /** Shows the value at once and sends it. Throws the server's refusal after it was taken back. */
  async set<K extends Kind>(kind: K, id: string, change: Partial<Objects[K]>): Promise<void> {
    const edits = Object.entries(change).map(([field, value]) => this.putValue(kind, id, field, value));
    this.target.touched();
    await this.send(edits, kind, id, (name) => api.update(kind, name, change));
  }

  /** As `set`, for values of a drag: rate-limited, the last one always goes out, refusals are told in a toast. */
  drag(kind: Kind, id: string, field: string, value: unknown): void {
    const { key } = this.putValue(kind, id, field, value);
    this.target.touched();
    this.sender(key, kind, id, field).push(value);
  }

  /** Moves to a place in the list, counted without what is moved. Throws the refusal after it was taken back. */
  async move(kind: Kind, id: string, place: number): Promise<void> {
    const lay = (list: Thing[]): Thing[] => {
      const moved = list.find((thing) => thing.config_id === id);
      const rest = list.filter((thing) => thing !== moved);
      return moved ? [...rest.slice(0, place), moved, ...rest.slice(place)] : list;
    };
    const edit = this.put({ key: editKey(kind, id, 'index'), kind, id, lay });
    this.target.touched();
    await this.send([edit], kind, id, (name) => request('GET', `/${kind}/${encodeURIComponent(name)}/reorder/${place}`));
  }

  /** When a person here last changed that; long ago when nobody did. */
  lastMs(key: string): number {
    return this.open.has(key) ? Infinity : (this.editedMs.get(key) ?? -Infinity);
  }

  /** The state as people see it: the server's with open edits on top. */
  overlay(state: LiveState): LiveState {
    if (this.open.size === 0) return state;
    const laid = { ...state };
    for (const { kind, lay } of this.open.values()) (laid as Record<Kind, unknown>)[kind] = lay(laid[kind]);
    return laid;
  }

  private putValue(kind: Kind, id: string, field: string, value: unknown): Edit {
    return this.put({ key: editKey(kind, id, field), kind, id, value, lay: (list) => list.map((thing) => (thing.config_id === id ? { ...thing, [field]: value } : thing)) });
  }

  private put(wish: Omit<Edit, 'number'>): Edit {
    const edit = { number: ++this.count, ...wish };
    this.open.set(edit.key, edit);
    this.unconfirmed.set(new Set(this.open.keys()));
    return edit;
  }

  private sender(key: string, kind: Kind, id: string, field: string): LatestSender<unknown> {
    let sender = this.drags.get(key);
    if (!sender) {
      sender = createLatestSender<unknown>(async () => {
        const edit = this.open.get(key);
        if (edit) await this.send([edit], kind, id, (name) => api.update(kind, name, { [field]: edit.value })).catch((refusal: unknown) => tell(sentenceOf(refusal)));
      }, DRAG_INTERVAL_MS);
      this.drags.set(key, sender);
    }
    return sender;
  }

  private async send(edits: Edit[], kind: Kind, id: string, call: (name: string) => Promise<unknown>): Promise<void> {
    const { seq } = this.target.current();
    try {
      await call(this.nameOf(kind, id));
      for (const edit of edits) if (this.close(edit) && this.target.toldSeq(kind, id) <= seq) this.target.confirm(kind, edit.lay);
    } catch (refusal) {
      for (const edit of edits) this.close(edit);
      throw refusal;
    } finally {
      this.target.touched();
    }
  }

  /** The server still knows an object by the name in its own state, not by one that is being typed. */
  private nameOf(kind: Kind, id: string): string {
    const object = this.target.current()[kind].find((candidate) => candidate.config_id === id);
    if (!object) throw new Error(t('error.vanished'));
    return object.name;
  }

  private close({ key, number }: Edit): boolean {
    if (this.open.get(key)?.number !== number) return false;
    this.open.delete(key);
    this.editedMs.set(key, performance.now());
    this.unconfirmed.set(new Set(this.open.keys()));
    return true;
  }
}

export const editKey = (kind: Kind, id: string, field: string): string => `${kind}/${id}/${field}`;
