import { useQueryClient } from '@tanstack/react-query';
import { useEffect } from 'react';
import { loadPreferences, savePending } from '../live/preferences';
import { connection, startLive } from '../live/session';
import { useMe } from '../lib/use-person';
import { followPreferredLanguage } from './preferred';
import { followPreferredTheme } from './theme';

/** The connection to the server, and what it remembers of this person, for as long as a page is open. */
export function useServer(): void {
  useEffect(startLive, []);
  useEffect(followPreferredTheme, []);
  useEffect(followPreferredLanguage, []);
  useSessionAfterLoss();
  usePreferences();
}

/** What this person prefers; asked for again when the connection is back, and what could not be saved goes out then. */
function usePreferences(): void {
  const { user } = useMe();
  useEffect(() => {
    const follow = (): void => {
      if (connection.link.get().phase === 'open') void loadPreferences(user).then(savePending);
    };
    follow();
    return connection.link.subscribe(follow);
  }, [user]);
}

/** A lost connection may mean that the login has ended: the gate asks again. */
function useSessionAfterLoss(): void {
  const queries = useQueryClient();
  useEffect(() => connection.link.subscribe(() => {
    if (connection.link.get().phase === 'lost') void queries.invalidateQueries({ queryKey: ['session'] });
  }), [queries]);
}
