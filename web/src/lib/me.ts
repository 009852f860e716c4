import type { Role } from '../api/types';
import { createStore } from './store';

/** Who sits here, as the server knows them. */
export interface Me {
  auth: 'login' | 'none';
  /** Null for who came by the login link, and where nobody has to log in. */
  user: string | null;
  role: Role;
}

export const me = createStore<Me>({ auth: 'login', user: null, role: 'admin' });

/** Whether this person may change what plays where, or also settings and people. The server decides; this only says it before. */
export const mayOperate = (person: Me): boolean => person.role !== 'listener';
export const mayAdminister = (person: Me): boolean => person.role === 'admin';
