import { basename, delimiter, dirname, isAbsolute, join, resolve } from 'node:path';
import type { Io } from '../io.js';
import type { Origin } from './decks.js';

/**
 * Where a user's files of one sort are kept: `$XDG_…_HOME/convene`, or its default under the home folder. Undefined
 * where there is no home. An empty or relative variable counts as unset (XDG Base Directory Specification 0.8).
 */
function place(io: Io, variable: string, fallback: string): string | undefined {
  const set = io.env[variable];
  if (set && isAbsolute(set)) return `${set}/convene`;
  const home = io.home();
  return home && `${home}/${fallback}/convene`;
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
  return data && `${data}/decks`;
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
 * The folders with the decks of packages named `convener-deck-…` that npm has put beside this one or into it, or
 * `@scope/convener-deck-…` beside it: their `decks`, or where there is none, the package's own folder.
 */
export function packageFolders({ disk, root }: Io): string[] {
  const named = (folder: string, start: string): string[] => {
    try {
      // An exception would cost more than asking first.
      return disk.existsSync(folder)
        ? disk
            .readdirSync(folder)
            .filter((name) => name.startsWith(start))
            .sort()
        : [];
    } catch {
      return [];
    }
  };
  const above = dirname(root);
  const beside = basename(above) === 'node_modules' ? [...named(above, '@').map((scope) => `${above}/${scope}`), above] : [];
  return [...beside, `${root}/node_modules`]
    .flatMap((folder) => named(folder, 'convener-deck-').map((name) => `${folder}/${name}`))
    .map((folder) => (disk.existsSync(`${folder}/decks`) ? `${folder}/decks` : folder));
}
