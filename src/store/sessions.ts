import { delimiter, dirname, join, resolve } from 'node:path';
import type { Agenda } from '../core/agenda.js';
import { nearest } from '../core/nearest.js';
import { line } from '../core/problem.js';
import type { Session } from '../core/session.js';
import { visible } from '../core/text.js';
import { Exit, Failure, reason } from '../failure.js';
import type { Io } from '../io.js';
import type { AtHand } from '../parse/plan.js';
import { deckName, looksLikePath, told } from './decks.js';
import { packaged } from './packaged.js';
import { userSessionsFolder } from './places.js';
import { deckLimit, readStdin, readText, type TextReading } from './read.js';

/** A session, and the file it came from; undefined for a built-in one. */
export interface LocatedSession {
  readonly session: Session;
  readonly file?: string;
}

/** The sessions found, a later one replacing an earlier one of the same name, and a line for everything that was stepped over. */
export interface LoadedSessions {
  readonly sessions: readonly LocatedSession[];
  readonly notes: readonly string[];
}

const nowhere: AtHand = { date: '2000-01-01', timeZone: 'UTC', seed: '' };

/** The built-in sessions, the user's, and those in a folder `sessions` beside or in the folders of CONVENE_DECKS. */
export async function loadSessions(io: Io): Promise<LoadedSessions> {
  const byName = new Map<string, LocatedSession>(builtInSessions(io).map((session) => [session.name, { session }]));
  const notes: string[] = [];
  const folders = (io.env['CONVENE_DECKS'] ?? '').split(delimiter).filter(Boolean);
  const beside = folders.flatMap((folder) => {
    const absolute = resolve(io.cwd, folder);
    return [join(dirname(absolute), 'sessions'), join(absolute, 'sessions')];
  });
  for (const folder of [userSessionsFolder(io), ...beside]) {
    if (!folder || !io.disk.existsSync(folder)) continue;
    for (const name of filesIn(io, folder, notes)) {
      const path = join(folder, name);
      try {
        const { session, problems } = await read(readText(io, path), { path: name, shown: path, atHand: nowhere });
        notes.push(...problems);
        if (session) byName.set(session.name, { session, file: path });
      } catch (error) {
        if (!(error instanceof Failure)) throw error;
        notes.push(error.message);
      }
    }
  }
  return { sessions: [...byName.values()], notes };
}

function filesIn(io: Io, folder: string, notes: string[]): string[] {
  try {
    return io.disk
      .readdirSync(folder)
      .filter((name) => /^[^.].*\.ya?ml$/i.test(name))
      .sort();
  } catch (error) {
    notes.push(`${visible(folder)}: can't be read: ${reason(error)}`);
    return [];
  }
}

/** The sessions that come with the package, as the build compiled them. */
export function builtInSessions(io: Io): readonly Session[] {
  return packaged(
    'the built-in sessions',
    () => JSON.parse(io.disk.readFileSync(join(io.root, 'dist', 'sessions.json'), 'utf8')) as Session[],
  );
}

/** What was named: a session by its name, or a session or an agenda by its file, `-` for standard input. Throws a Failure. */
export async function findSession(
  io: Io,
  named: string,
  known: readonly LocatedSession[],
  atHand: AtHand,
): Promise<{ session: Session; remarks: readonly string[] } | { agenda: Agenda; remarks: readonly string[] }> {
  const exact =
    known.find(({ session }) => session.name === named) ?? known.find(({ session }) => session.name.toLowerCase() === named.toLowerCase());
  if (exact) return { session: exact.session, remarks: [] };
  if (named === '-' || looksLikePath(named) || /\.json$/i.test(named)) {
    const shown = named === '-' ? 'standard input' : named;
    const reading = named === '-' ? readStdin(io) : readText(io, resolve(io.cwd, named), { shown, limit: deckLimit });
    const { session, agenda, problems, remarks } = await read(reading, { path: named === '-' ? 'stdin' : named, shown, atHand });
    if (agenda) return { agenda, remarks: [...problems, ...remarks] };
    if (session) return { session, remarks: problems };
    throw new Failure(Exit.file, problems);
  }
  const near = nearest(
    named,
    known.map(({ session }) => session.name),
  );
  throw new Failure(
    Exit.usage,
    `unknown session "${visible(named)}"; ${near ? `did you mean "${visible(near)}"?` : 'convene list sessions shows those there are; a file is given by its path'}`,
  );
}

async function read(reading: TextReading, { path, shown, atHand }: { path: string; shown: string; atHand: AtHand }) {
  if ('problem' in reading) return { problems: [line(reading.problem)], remarks: [] };
  const { parseSessionOrPlan } = await import('../parse/plan.js');
  const { session, agenda, problems, remarks } = parseSessionOrPlan(reading.text, { name: deckName(path), file: shown, atHand });
  return { ...(session && { session }), ...(agenda && { agenda }), problems: told(problems), remarks };
}
