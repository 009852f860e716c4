import { api, sentenceOf } from '../api/client';
import type { Kind, Objects } from '../api/types';
import { createLatestSender, type LatestSender } from '../lib/latest-sender';
import { t } from '../lib/i18n';
import { createStore } from '../lib/store';
import { tell } from '../lib/toasts';
import type { LiveState } from './state';

const DRAG_INTERVAL_MS = 20;

/** A value that is shown before the server has confirmed it. */
interface Edit {
  number: number;
  kind: Kind;
  id: string;
  field: string;
  value: unknown;
}

/** Where an edit is laid over the server's state, and where a confirmed one goes. */
export interface EditTarget {
  current: () => LiveState;
  /** A confirmed value becomes part of the state, whether its change message came already or not. */
  confirm: (kind: Kind, id: string, change: object) => void;
  /** What is shown must be computed again. */
  touched: () => void;
}

/**
 * Optimistic changes. Each field of each object has at most one open edit, the newest; an answer to an older one says
 * nothing about it. A refused edit is dropped, so that the server's value shows again, and the server's sentence is told.
 */
export class Edits {
  /** Keys of what the server has not confirmed yet, as `editKey` makes them. */
  readonly unconfirmed = createStore<ReadonlySet<string>>(new Set());
  private readonly open = new Map<string, Edit>();
  private readonly drags = new Map<string, LatestSender<unknown>>();
  private count = 0;

  constructor(private readonly target: EditTarget) {}

  /** Shows the value at once and sends it. Throws the server's refusal after it was taken back. */
  async set<K extends Kind>(kind: K, id: string, change: Partial<Objects[K]>): Promise<void> {
    const edits = Object.entries(change).map(([field, value]) => this.put(kind, id, field, value));
    this.target.touched();
    await this.send(edits, change);
  }

  /** As `set`, for values of a drag: rate-limited, the last one always goes out, refusals are told in a toast. */
  drag(kind: Kind, id: string, field: string, value: unknown): void {
    const edit = this.put(kind, id, field, value);
    this.target.touched();
    this.sender(edit).push(value);
  }

  /** The state as people see it: the server's with open edits on top. */
  overlay(state: LiveState): LiveState {
    if (this.open.size === 0) return state;
    const laid = { ...state };
    for (const { kind, id, field, value } of this.open.values()) {
      const list = laid[kind] as { config_id: string }[];
      (laid as Record<Kind, unknown>)[kind] = list.map((object) => (object.config_id === id ? { ...object, [field]: value } : object));
    }
    return laid;
  }

  private put(kind: Kind, id: string, field: string, value: unknown): Edit {
    const edit = { number: ++this.count, kind, id, field, value };
    this.open.set(editKey(kind, id, field), edit);
    this.unconfirmed.set(new Set(this.open.keys()));
    return edit;
  }

  private sender(edit: Edit): LatestSender<unknown> {
    const key = editKey(edit.kind, edit.id, edit.field);
    let sender = this.drags.get(key);
    if (!sender) {
      sender = createLatestSender<unknown>(() => this.sendNewest(key), DRAG_INTERVAL_MS);
      this.drags.set(key, sender);
    }
    return sender;
  }

  private async sendNewest(key: string): Promise<void> {
    const edit = this.open.get(key);
    if (!edit) return;
    await this.send([edit], { [edit.field]: edit.value }).catch((refusal: unknown) => tell(sentenceOf(refusal)));
  }

  private async send(edits: Edit[], change: object): Promise<void> {
    const [first] = edits;
    if (!first) return;
    try {
      await api.update(first.kind, this.nameOf(first), change);
      for (const edit of edits) if (this.close(edit)) this.target.confirm(edit.kind, edit.id, { [edit.field]: edit.value });
    } catch (refusal) {
      for (const edit of edits) this.close(edit);
      throw refusal;
    } finally {
      this.target.touched();
    }
  }

  /** The server still knows an object by the name in its own state, not by one that is being typed. */
  private nameOf(edit: Edit): string {
    const object = this.target.current()[edit.kind].find((candidate) => candidate.config_id === edit.id);
    if (!object) throw new Error(t('error.vanished'));
    return object.name;
  }

  private close(edit: Edit): boolean {
    const key = editKey(edit.kind, edit.id, edit.field);
    if (this.open.get(key)?.number !== edit.number) return false;
    this.open.delete(key);
    this.unconfirmed.set(new Set(this.open.keys()));
    return true;
  }
}

export const editKey = (kind: Kind, id: string, field: string): string => `${kind}/${id}/${field}`;
