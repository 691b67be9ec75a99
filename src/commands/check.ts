import type { Problem } from '../core/problem.js';
import { changed, type Reviewed, review } from '../core/review.js';
import { counted, visible } from '../core/text.js';
import { Exit, type ExitCode, Failure } from '../failure.js';
import type { Io } from '../io.js';
import { findingSheet, type Told } from '../sheet/findings.js';
import { builtInDecks } from '../store/built-in.js';
import { type Found, ownDecks, readDecks } from '../store/decks.js';
import { userSessionsFolder } from '../store/places.js';
import { command, someText } from './command.js';
import { everywhere, note, output, present } from './output.js';

export const checkCommand = command({
  operands: [{ form: '[files...]', about: 'decks, sessions, folders, or - for standard input; your own if left out', words: 'files' }],
  options: () => ({
    strict: { about: 'warnings and advice count as problems too', group: 'Choosing' },
    noAdvice: { about: 'errors and warnings only', group: 'Choosing' },
    against: {
      value: 'file',
      about: 'an earlier version of the deck: tell which ids it had that are gone',
      group: 'Choosing',
      read: someText,
      words: 'files',
    },
    ...output(),
    ...everywhere(),
  }),
  examples: [
    ['convene check my-deck.yaml', 'what is wrong with it, and what to do'],
    ['convene check', 'all the decks and sessions of your own'],
    ['convene check decks/ --strict --json', 'for editors and for tests of a collection'],
  ],
  async run(io, { operands, options }) {
    const { found: files, unread } = await decksOf(io, operands);
    const found = await Promise.all(files.map(asSession));
    const reviewed = found.flatMap(({ deck, reading }): Reviewed[] => (deck && reading ? [{ deck, ...reading }] : []));
    const names = new Set(found.map(({ name }) => name));
    const others = builtInDecks(io).filter(({ name }) => !names.has(name));
    const problems = inOrder(found, [
      ...found.flatMap((one) => one.problems),
      ...review(reviewed, others),
      ...(options.against === undefined ? [] : await gone(io, reviewed, options.against)),
    ]).filter(({ severity }) => !options.noAdvice || severity !== 'advice');
    await present(io, findingSheet('Problems', tell(found, problems)), options);
    for (const line of unread) note(io, line);
    if (!options.quiet && (found.length || !unread.length)) note(io, summary(found.length, problems));
    if (unread.length) return Exit.file;
    return problems.some(({ severity }) => severity === 'error' || options.strict) ? Exit.no : Exit.done;
  },
});

/** A file with blocks and without prompts is a session or an agenda, and its problems are those of one. */
async function asSession(one: Found): Promise<Found> {
  if (one.text === undefined || !/^blocks:/m.test(one.text) || /^prompts:/m.test(one.text)) return one;
  const { parseSessionOrPlan } = await import('../parse/plan.js');
  const { name, shown, origin, text } = one;
  const atHand = { date: '2000-01-01', timeZone: 'UTC', seed: '' };
  return { name, shown, origin, text, problems: parseSessionOrPlan(text, { name, file: shown, atHand }).problems };
}

interface Looked {
  readonly found: Found[];
  /** What can't be read; told after the rest. */
  readonly unread: string[];
}

/** The files to look at. */
async function decksOf(io: Io, named: readonly string[]): Promise<Looked> {
  if (named.length > 0) return filesOf(io, named);
  const { found, notes } = await ownDecks(io);
  const sessions = await filesOf(io, ownSessions(io));
  const decks = found.filter((one) => one.unread === undefined);
  return {
    found: [...decks, ...sessions.found],
    unread: [...notes, ...found.flatMap(({ unread }) => unread ?? []), ...sessions.unread],
  };
}

async function filesOf(io: Io, named: readonly string[]): Promise<Looked> {
  const found: Found[] = [];
  const unread: string[] = [];
  for (const name of new Set(named)) {
    try {
      for (const one of await readDecks(io, [name])) {
        if (one.unread !== undefined) unread.push(one.unread);
        else if (one.reading || one.problems.length) found.push(one);
        else unread.push(`${visible(name)}: a built-in deck is checked already; a file is given by its path`);
      }
    } catch (error) {
      if (!(error instanceof Failure)) throw error;
      if (error.code === (Exit.usage as ExitCode)) throw new Failure(Exit.usage, error.message.replace(/^--deck: /, ''));
      unread.push(error.message);
    }
  }
  return { found, unread };
}

/** The user's folder of sessions, where something stands in it. */
function ownSessions(io: Io): string[] {
  const folder = userSessionsFolder(io);
  if (folder === undefined || !io.disk.existsSync(folder)) return [];
  try {
    return io.disk.readdirSync(folder).some((name) => /^[^.].*\.ya?ml$/i.test(name)) ? [folder] : [];
  } catch {
    return [folder]; // the reader says why
  }
}

async function gone(io: Io, reviewed: readonly Reviewed[], earlier: string): Promise<Problem[]> {
  const before = await readDecks(io, [earlier]);
  if (reviewed.length !== 1 || before.length !== 1) throw new Failure(Exit.usage, '--against: give one deck and one earlier version of it');
  const { deck, shown } = before[0]!;
  if (!deck) throw new Failure(Exit.file, `${visible(shown)}: can't be understood; convene check shows what is wrong with it`);
  return changed(reviewed[0]!, deck, shown);
}

/** File by file as they were given, line by line within each; a place twice is told twice. */
function inOrder(found: readonly Found[], problems: readonly Problem[]): Problem[] {
  const order = new Map(found.map(({ shown }, i) => [shown, i]));
  const rank = { error: 0, warning: 1, advice: 2 };
  return problems.toSorted(
    ({ place: a, severity: s }, { place: b, severity: t }) =>
      (order.get(a.file) ?? 0) - (order.get(b.file) ?? 0) || a.line - b.line || a.column - b.column || rank[s] - rank[t],
  );
}

/** Each problem with the line it stands on. */
function tell(found: readonly Found[], problems: readonly Problem[]): Told[] {
  const lines = new Map(found.map(({ shown, text }) => [shown, text?.split(/\r\n|\r|\n/)]));
  return problems.map((problem) => {
    const source = lines.get(problem.place.file)?.[problem.place.line - 1];
    return { problem, ...(source !== undefined && { source }) };
  });
}

function summary(decks: number, problems: readonly Problem[]): string {
  if (decks === 0) return 'nothing to check; give a file, such as: convene check my-deck.yaml';
  const count = (of: Problem['severity']) => problems.filter(({ severity }) => severity === of).length;
  const [errors, warnings, advice] = [count('error'), count('warning'), count('advice')];
  const parts = [
    ...(errors ? [counted(errors, 'error')] : []),
    ...(warnings ? [counted(warnings, 'warning')] : []),
    ...(advice ? [counted(advice, 'piece of advice', 'pieces of advice')] : []),
  ];
  return `${counted(decks, 'file')} checked: ${parts.join(', ') || 'nothing to put right'}`;
}
