import { basename, delimiter, dirname, isAbsolute, join, resolve } from 'node:path';
import type { Io } from '../io.js';
import type { Origin } from './decks.js';

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

/** The folders whose decks are there without being named: those of packages, the user's own where it is, those in CONVENE_DECKS. */
export function deckFolders(io: Io): { readonly folder: string; readonly origin: Origin }[] {
  const own = userDecksFolder(io);
  return [
    ...packageFolders(io).map((folder) => ({ folder, origin: 'package' as const })),
    ...(own && io.disk.existsSync(own) ? [{ folder: own, origin: 'yours' as const }] : []),
    ...(io.env['CONVENE_DECKS'] ?? '')
      .split(delimiter)
      .filter(Boolean)
      .map((folder) => ({ folder: resolve(io.cwd, folder), origin: 'CONVENE_DECKS' as const })),
  ];
}

/**
 * The folders with the decks of packages named `convener-deck-…` (or `@scope/convener-deck-…`) that npm has put beside
 * this one or into it: their `decks`, or where there is none, the package's own folder.
 */
export function packageFolders({ disk, root }: Io): string[] {
  const beside = basename(dirname(root)) === 'node_modules' ? [dirname(root)] : [];
  const entries = (folder: string): string[] => {
    try {
      return disk
        .readdirSync(folder)
        .filter((name) => /^(@|convener-deck-)/.test(name))
        .sort();
    } catch {
      return [];
    }
  };
  return [...beside, join(root, 'node_modules')].flatMap((modules) =>
    entries(modules)
      .flatMap((name) => (name.startsWith('@') ? entries(join(modules, name)).map((inner) => join(name, inner)) : [name]))
      .map((name) => (disk.existsSync(join(modules, name, 'decks')) ? join(modules, name, 'decks') : join(modules, name))),
  );
}
