import { resolve } from 'node:path';
import { kindsOf, knownKinds } from '../core/deck.js';
import { nearest } from '../core/nearest.js';
import { leastMinutes, usualKinds } from '../core/starter-session.js';
import { singular, visible } from '../core/text.js';
import { Exit, Failure } from '../failure.js';
import { canAsk, type Io } from '../io.js';
import { loadAll } from './choosing.js';
import { kindNamed } from './deck-head.js';

/** What a new deck or session is to be. */
export interface Wanted {
  readonly file: string;
  readonly session?: boolean;
  readonly title?: string;
  readonly kind?: readonly string[];
  readonly prompt?: readonly string[];
  readonly language?: string;
  readonly source?: string;
  readonly minutes?: number;
  readonly people?: readonly [least: number, most: number];
  readonly yours?: boolean;
  readonly force?: boolean;
  readonly quiet?: boolean;
  readonly noColor?: boolean;
}

/** The kinds that the decks here have. */
export async function kindsHere(io: Io, { quiet }: { readonly quiet?: boolean }): Promise<string[]> {
  const { decks } = await loadAll(io, { quiet });
  return [...kindsOf(decks.map(({ deck }) => deck)).keys()];
}

/** Asks on a terminal for what was not given. */
export async function asked(io: Io, given: Omit<Wanted, 'file'>): Promise<Wanted> {
  if (!canAsk(io)) {
    throw new Failure(Exit.usage, `which file? give its name, such as: convene new mondays.yaml${given.session ? ' --session' : ''}`);
  }
  const { ask, askLine } = await import('../menu/ask.js');
  const how = { noColor: given.noColor ?? false };
  const line: Line = (message, more) => askLine(io, message, { ...how, ...more });
  const choices = [
    { value: 'deck' as const, name: 'A deck: questions to draw from' },
    { value: 'session' as const, name: 'A session: the run of a meeting' },
  ];
  const session = given.session ?? (await ask(io, { message: 'What would you like to start?', choices }, how)) === 'session';
  const answers = session ? await aboutSession(io, line, given) : await aboutDeck(line, given);
  const words = answers.title.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? [session ? 'session' : 'deck'];
  const named = (typed: string) => (/\.ya?ml$/i.test(typed) ? typed : `${typed}.yaml`);
  const taken = (typed: string) =>
    !given.force && !given.yours && io.disk.existsSync(resolve(io.cwd, named(typed)))
      ? 'That file exists already: give another name'
      : undefined;
  const proposed = `${words.join('-').slice(0, 60)}.yaml`;
  const file = await line('Write it to which file?', { proposed, check: taken });
  return { ...given, ...answers, session, file: named(file) };
}

type Line = (message: string, how?: { proposed?: string; check?: (answer: string) => string | undefined }) => Promise<string>;

async function aboutDeck(line: Line, given: Omit<Wanted, 'file'>) {
  const title = given.title ?? (await line('What is the deck called?', { proposed: 'Questions for our Mondays' }));
  const about = `What are its questions for? (${Object.keys(knownKinds).join(', ')}, or a word of yours)`;
  const kind = given.kind ?? [kindNamed(await line(about, { proposed: 'crossroads' }), '--kind')];
  return { title, kind, prompt: await questions(line, given, ['A first question?', 'Another? (Enter to end)']) };
}

async function aboutSession(io: Io, line: Line, given: Omit<Wanted, 'file'>) {
  const title = given.title ?? (await line('What is the meeting called?', { proposed: 'Our Monday hour' }));
  const minutes =
    given.minutes ??
    Number(
      await line('How many minutes does it take?', {
        proposed: '60',
        check: (typed) => (/^\d{1,3}$/.test(typed) && Number(typed) >= 16 && Number(typed) <= 480 ? undefined : 'A number from 16 to 480'),
      }),
    );
  const known = await kindsHere(io, given);
  const isKnown = (kind: string) => known.some((one) => singular(one) === singular(kind));
  // A kind of somebody's own may be two words.
  const parts = (typed: string) =>
    typed
      .split(/\s*[,;]\s*/)
      .flatMap((part) => (isKnown(part) ? [part] : part.split(/\s+/)))
      .filter(Boolean);
  const check = (typed: string) => {
    const strange = parts(typed).find((kind) => !isKnown(kind));
    if (strange !== undefined) {
      const near = nearest(strange, known);
      return `"${visible(strange)}" is no kind; ${near ? `did you mean "${near}"?` : `there are: ${known.join(', ')}`}`;
    }
    const least = leastMinutes(parts(typed).length);
    return least > minutes ? `So many take ${least} minutes at least, not ${minutes}` : undefined;
  };
  const about = `What should be asked, in order? (${known.slice(0, 8).join(', ')} …)`;
  const kind = given.kind ?? parts(await line(about, { proposed: usualKinds(minutes).join(', '), check }));
  const prompt =
    minutes < leastMinutes(kind.length + 1)
      ? given.prompt
      : await questions(line, given, ['A question of your own as well? (Enter for none)']);
  return { title, minutes, kind, ...(prompt && { prompt }) };
}

/** Questions, one after the other, until none is given; the last way of asking serves for all that follow. */
async function questions(line: Line, { prompt: given = [] }: Omit<Wanted, 'file'>, ways: readonly string[]): Promise<string[]> {
  const found = [...given];
  for (let asked = 0; ; asked++) {
    const text = await line(ways[Math.min(asked, ways.length - 1)]!);
    if (!text) return found;
    found.push(text);
    if (ways.length === 1) return found;
  }
}
