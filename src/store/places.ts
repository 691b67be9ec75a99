import { isAbsolute, join } from 'node:path';
import type { Io } from '../io.js';

/**
 * Where a user's files of one sort are kept: `$XDG_…_HOME/convene`, or its default under the home folder. Undefined
 * where there is no home. An empty or relative variable counts as unset (XDG Base Directory Specification 0.8).
 */
function place(io: Io, variable: string, fallback: string): string | undefined {
  const set = io.env[variable];
  if (set && isAbsolute(set)) return join(set, 'convene');
  const home = io.home();
  return home && join(home, fallback, 'convene');
}

/** Where rooms are kept, each a ledger of its own. */
export function roomsFolder(io: Io): string | undefined {
  const state = place(io, 'XDG_STATE_HOME', '.local/state');
  return state && join(state, 'rooms');
}

/** Where what can be worked out again is kept. */
export function cacheFolder(io: Io): string | undefined {
  return place(io, 'XDG_CACHE_HOME', '.cache');
}

export function userDecksFolder(io: Io): string | undefined {
  const data = place(io, 'XDG_DATA_HOME', '.local/share');
  return data && join(data, 'decks');
}

/** Beside the folder of decks. */
export function userSessionsFolder(io: Io): string | undefined {
  const data = place(io, 'XDG_DATA_HOME', '.local/share');
  return data && join(data, 'sessions');
}
