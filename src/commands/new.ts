import { basename, dirname, extname, join, resolve } from 'node:path';
import { type Problem, sentence } from '../core/problem.js';
import { starterDeck } from '../core/starter.js';
import { leastMinutes, starterSession, usualKinds } from '../core/starter-session.js';
import { capital, counted, quoted, singular, visible } from '../core/text.js';
import { Exit, Failure, reason } from '../failure.js';
import type { Io } from '../io.js';
import { userDecksFolder, userSessionsFolder } from '../store/places.js';
import { writeFile } from '../store/write.js';
import { knownWord } from './choosing.js';
import { command, someText, wholeNumber } from './command.js';
import { deckHead } from './deck-head.js';
import { asked, kindsHere, type Wanted } from './new-asked.js';
import { everywhere, note } from './output.js';

export const newCommand = command({
  operands: [{ form: '[file]', about: 'what to write, such as mondays.yaml; asked for if left out', words: 'files' }],
  options: () => ({
    session: { about: 'start a session, the run of a meeting, instead of a deck of questions', group: 'Choosing' },
    ...deckHead(),
    kind: {
      ...deckHead().kind,
      about: 'the kind of its questions, crossroads if left out; for a session several, in order',
      many: 'commas',
    },
    prompt: {
      value: 'text',
      about: 'a question to start with; may be given several times',
      group: 'Output',
      many: 'repeated',
      read: someText,
    },
    minutes: {
      short: 'm',
      value: 'n',
      about: 'with --session: what it usually takes; 60 if left out',
      group: 'Output',
      read: wholeNumber(16, 480),
    },
    people: {
      short: 'p',
      value: 'least-most',
      about: 'with --session: how many it serves; 4-24 if left out',
      group: 'Output',
      read: fromTo,
    },
    yours: { about: 'write it among your own, where draw or agenda finds it', group: 'Output' },
    force: { about: 'overwrite that file', group: 'Output' },
    ...everywhere(),
  }),
  examples: [
    ['convene new', 'asks for what it needs'],
    ['convene new mondays --title "Our Mondays"', 'writes mondays.yaml, a deck'],
    ['convene new mondays --yours', 'where every draw finds it'],
    ['convene new monday-hour --session -m 60 --kind crossroads,gifts', 'the run of a meeting'],
  ],
  async run(io, { operands, options }) {
    const wanted = operands[0] === undefined ? await asked(io, options) : { ...options, file: operands[0] };
    const file = /\.ya?ml$/i.test(wanted.file) ? wanted.file : `${wanted.file}.yaml`;
    const place = placeFor(io, file, wanted);
    const made = wanted.session ? await newSession(io, place, wanted) : await newDeck(place, wanted);
    writeFile(io, place.path, made.text, { shown: place.shown, force: wanted.force ?? false });
    if (!wanted.quiet) note(io, `${visible(place.shown)}: written; ${made.next}`);
    return Exit.done;
  },
});

/** What was made, and what to do with it now. */
interface Made {
  readonly text: string;
  readonly next: string;
}

interface Place {
  readonly path: string;
  /** What messages call it. */
  readonly shown: string;
  /** What a command line calls it. */
  readonly typed: string;
  readonly name: string;
}

async function newDeck({ shown, typed, name }: Place, wanted: Wanted): Promise<Made> {
  const sessions = (['minutes', 'people'] as const).find((option) => wanted[option] !== undefined);
  if (sessions) throw new Failure(Exit.usage, `--${sessions}: only with --session; a deck is questions alone`);
  const [kind = 'crossroads', ...more] = wanted.kind ?? [];
  if (more.length) throw new Failure(Exit.usage, '--kind: a deck starts with one kind; each prompt may have its own, in the file');
  const { parseDeck } = await import('../parse/deck.js');
  const { deckSchemaUrl } = await import('../parse/schema.js');
  const text = starterDeck({ ...head(wanted, name), file: typed, kind, prompts: wanted.prompt ?? [] }, deckSchemaUrl);
  refuse(parseDeck(text, { name, file: shown }).problems, 'deck');
  return { text, next: `open it in an editor, then: convene check ${typed}` };
}

async function newSession(io: Io, { shown, typed, name }: Place, wanted: Wanted): Promise<Made> {
  const minutes = wanted.minutes ?? 60;
  const known = await kindsHere(io, wanted);
  const own = (wanted.prompt ?? []).map((ask) => ({ ask }));
  const kinds = wanted.kind ?? (own.length ? [] : usualKinds(minutes));
  const questions = [...new Set(kinds)].map((kind) => ({ kind: knownWord(kind, known, 'kind', singular, '--kind') }));
  const count = questions.length + own.length;
  if (minutes < leastMinutes(count)) {
    throw new Failure(
      Exit.usage,
      `${counted(count, 'question')} take ${leastMinutes(count)} minutes at least, not ${minutes}; ask less, or -m ${leastMinutes(count)}`,
    );
  }
  const { parseSession } = await import('../parse/session.js');
  const { sessionSchemaUrl } = await import('../parse/schema.js');
  const start = {
    ...head(wanted, name),
    file: typed,
    minutes,
    people: wanted.people ?? ([4, 24] as const),
    questions: [...questions, ...own],
  };
  const text = starterSession(start, sessionSchemaUrl);
  refuse(parseSession(text, { name, file: shown }).problems, 'session');
  return { text, next: `see it as it runs: convene agenda ${typed}` };
}

function head({ title, language = 'en', source = 'original' }: Wanted, name: string) {
  return { title: title ?? capital(name.replace(/[-_]+/g, ' ')), language, source };
}

function refuse(problems: readonly Problem[], what: string): void {
  const [wrong] = problems.filter(({ severity }) => severity === 'error');
  if (wrong) throw new Failure(Exit.usage, `that would be no good ${what}: ${sentence(wrong)}`);
}

/** `4-24`, or one number for both. */
function fromTo(text: string, flag: string): readonly [number, number] {
  const [, low = '', high = low] = /^(\d{1,5})(?:\s*(?:-|–|to)\s*(\d{1,5}))?$/.exec(text.trim()) ?? [];
  const [least, most] = [Number(low), Number(high)];
  if (low && least >= 2 && least <= most && most <= 10_000) return [least, most];
  throw new Failure(Exit.usage, `${flag}: "${visible(text)}" should be how many there are, least and most, such as 4-24`);
}

function placeFor(io: Io, file: string, { yours, session }: Wanted): Place {
  const name = basename(file, extname(file));
  const typed = shellWord(yours ? name : file);
  if (!yours) return { path: resolve(io.cwd, file), shown: file, typed, name };
  if (basename(file) !== file) throw new Failure(Exit.usage, `--yours: give a name without a folder, not "${visible(file)}"`);
  const folder = session ? userSessionsFolder(io) : userDecksFolder(io);
  if (folder === undefined) throw new Failure(Exit.file, 'there is no home folder to keep it in; give a path instead of --yours');
  makeFolder(io, folder);
  const path = join(folder, file);
  // A session is asked for by its name; a deck is checked by its path.
  return { path, shown: path, typed: session ? typed : shellWord(path), name };
}

/** A file name as it is typed on a command line. */
function shellWord(name: string): string {
  const shown = visible(name);
  if (/^[\p{L}\p{N}_./~][\p{L}\p{N}_./~-]*$/u.test(shown)) return shown;
  return quoted(shown.startsWith('-') ? `./${shown}` : shown);
}

/** Level by level: making all at once never comes back for some paths (a fault of Node 20). */
function makeFolder(io: Io, folder: string): void {
  if (io.disk.existsSync(folder)) return;
  if (dirname(folder) !== folder) makeFolder(io, dirname(folder));
  try {
    io.disk.mkdirSync(folder, 0o700);
  } catch (error) {
    throw new Failure(Exit.file, `${visible(folder)}: can't be made: ${reason(error)}`);
  }
}
