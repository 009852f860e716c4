import { request } from './client';
import type { Alarm, Role } from './types';

/** Calls of the pages beside the live views: scenes, history, settings, figures, logs, people. */

export interface ValueChange {
  kind: 'source' | 'sink' | 'route';
  name: string;
  config_id: string;
  /** The server's own words. */
  text: string;
  change: 'added' | 'deleted' | 'changed';
  key?: string;
  from?: unknown;
  to?: unknown;
}

export interface Step {
  number: number;
  who: string;
  when: string;
  what: ValueChange[];
}

export interface Scene {
  name: string;
  who: string;
  when: string;
  whole: boolean;
  /** Set on the scene that was recalled last. */
  recalled: { who: string; when: string } | null;
  sources: string[];
  sinks: string[];
  routes: string[];
}

export interface SceneParts {
  sources?: string[];
  sinks?: string[];
  routes?: string[];
}

export interface Recall {
  changes: ValueChange[];
  missing: string[];
}

export interface TuningKey {
  group: string;
  key: string;
  /** Null when the server keeps the value and does nothing with it. */
  meaning: string | null;
  min: number | null;
  max: number | null;
  whole: boolean;
  default: number | boolean;
  value: number | boolean;
}

export interface ProgramSetting {
  option: string;
  key: string;
  meaning: string;
  must_be: string;
  default: string;
  value: string;
  from: string;
}

export interface User {
  name: string;
  role: Role;
  created: string;
}

/** Of who is logged in; the id names it and lets nobody in. */
export interface LoginSession {
  id: string;
  user: string;
  role: Role;
  since: string;
  seen: string;
  address: string;
  browser: string;
  /** The one that asks. */
  own: boolean;
}

export interface Token extends User {
  scopes: string[];
}

export interface LogModule {
  module: string;
  level: string;
  own: boolean;
}

export interface LogFile {
  filename: string;
  size: number;
  modified: string;
  lines: number;
}

export interface AuditEntry {
  time: string;
  who: string;
  address: string;
  method: string;
  path: string;
  keys: string[];
  status: number;
}

export type Json = Record<string, unknown>;

const sceneAt = (name: string, act = ''): string => `/api/scenes/${encodeURIComponent(name)}${act}`;
const call = <T>(method: string, path: string, body?: object): Promise<T> => request(method, path, body) as Promise<T>;

export const office = {
  alarms: () => call<{ now: Alarm[]; mended: (Alarm & { until: string })[] }>('GET', '/api/alarms'),
  retry: () => call('POST', '/api/retry'),

  history: () => call<{ undo: Step[]; redo: Step[] }>('GET', '/api/history'),
  undo: () => call<Step>('POST', '/api/undo'),
  redo: () => call<Step>('POST', '/api/redo'),

  scenes: () => call<Scene[]>('GET', '/api/scenes'),
  saveScene: (name: string, parts: SceneParts) => call('PUT', sceneAt(name), parts),
  deleteScene: (name: string) => call('DELETE', sceneAt(name)),
  restoreScene: (name: string) => call('POST', sceneAt(name, '/restore')),
  renameScene: (name: string, to: string) => call('POST', sceneAt(name, '/rename'), { name: to }),
  previewScene: (name: string) => call<Recall>('GET', sceneAt(name, '/preview')),
  recallScene: (name: string, fadeMs: number) => call<Recall>('POST', sceneAt(name, '/recall'), { fade_ms: fadeMs }),

  settings: () => call<{ tuning: TuningKey[]; program: ProgramSetting[] }>('GET', '/api/settings/described'),
  checkSetting: (group: string, key: string, value: unknown) => call<{ allowed: boolean; message: string | null; hint: string | null }>('POST', '/api/settings/check', { [group]: { [key]: value } }),
  saveSetting: (group: string, key: string, value: unknown) => call('POST', '/api/settings', { [group]: { [key]: value } }),

  stats: () => call<Json>('GET', '/api/stats'),
  machine: () => call<Json>('GET', '/api/system/info'),

  logFiles: () => call<{ logs: LogFile[] }>('GET', '/api/logs'),
  logLevels: () => call<{ allowed: string[]; modules: LogModule[] }>('GET', '/api/logs/levels'),
  setLogLevel: (module: string, level: string | null) => call('PUT', `/api/logs/levels/${encodeURIComponent(module)}`, { level }),
  audit: (limit: number) => call<{ entries: AuditEntry[] }>('GET', `/api/audit?limit=${limit}`),

  logInAs: (user: string, password: string) => call('POST', '/api/login', { user, password }),
  logOut: () => call('POST', '/api/logout'),
  changePassword: (old_password: string, password: string) => call('POST', '/api/password', { old_password, password }),
  sessions: () => call<LoginSession[]>('GET', '/api/sessions'),
  endSession: (id: string) => call('DELETE', `/api/sessions/${encodeURIComponent(id)}`),
  users: () => call<User[]>('GET', '/api/users'),
  addUser: (name: string, password: string, role: Role) => call('POST', '/api/users', { name, password, role }),
  changeUser: (name: string, change: { password?: string; role?: Role }) => call('PUT', `/api/users/${encodeURIComponent(name)}`, change),
  deleteUser: (name: string) => call('DELETE', `/api/users/${encodeURIComponent(name)}`),
  tokens: () => call<Token[]>('GET', '/api/tokens'),
  makeToken: (name: string, role: Role, scopes: string[]) => call<{ name: string; token: string }>('POST', '/api/tokens', scopes.length > 0 ? { name, role, scopes } : { name, role }),
  deleteToken: (name: string) => call('DELETE', `/api/tokens/${encodeURIComponent(name)}`),
};
