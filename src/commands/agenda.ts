import type { Agenda } from '../core/agenda.js';
import { instantOf, wallOf } from '../core/clock.js';
import type { Channel, Prompt, Setting } from '../core/deck.js';
import { channels, kindsOf, settings } from '../core/deck.js';
import { refused } from '../core/refusal.js';
import { refreshed, replan } from '../core/replan.js';
import { schedule } from '../core/schedule.js';
import type { Session } from '../core/session.js';
import { suit } from '../core/suit.js';
import { pick, redraw, type Swapped } from '../core/swap.js';
import { singular, visible } from '../core/text.js';
import { type Answer, lengths, type Wish } from '../core/time-box.js';
import { Exit, Failure } from '../failure.js';
import type { Io } from '../io.js';
import { agendaSheet, copies, replanSheet } from '../sheet/agenda.js';
import type { Located } from '../store/decks.js';
import { findSession, loadSessions } from '../store/sessions.js';
import { choose, choosing, knownWord, load } from './choosing.js';
import { command, someText, timeOfDay } from './command.js';
import { assigned, blockNamed, fitting, fixedStarts, moment } from './fitting.js';
import { named } from './named.js';
import { everywhere, note, output, present } from './output.js';
import { principlesOf } from './principles.js';

const usualPeople = 12;

export const agendaCommand = command({
  operands: [{ form: '[session]', about: 'its name, its file, or the file of an agenda; one that suits if left out', words: 'sessions' }],
  options: {
    ...fitting,
    pick: { value: 'block=id', about: 'ask this prompt in that block', group: 'Chance', many: 'repeated' },
    redraw: { value: 'block', about: 'draw the prompts of that block again, the others stay', group: 'Chance', many: 'repeated' },
    seed: { value: 'seed', about: 'a word or number that brings the same prompts back', group: 'Chance', read: someText },
    now: { value: 'HH:MM', about: 'plan the rest of an agenda anew from here', group: 'Fitting', read: timeOfDay },
    end: { value: 'HH:MM', about: 'with --now: when it has to be over', group: 'Fitting', read: timeOfDay },
    done: { value: 'block', about: 'with --now: the last block that is over; by the clock if left out', group: 'Fitting' },
    copy: {
      value: 'copy',
      about: copies.join(', '),
      group: 'Output',
      read: (text: string) => knownWord(text, copies, 'copy', singular, '--copy'),
      words: copies,
    },
    oneEvent: { about: 'with -f ics: one event in all, not one a block', group: 'Output' },
    ...choosing,
    ...output,
    ...everywhere,
  },
  examples: [
    ['convene agenda', 'one that suits, starting soon'],
    ['convene agenda world-cafe -m 90 -p 24 --start 14:00', 'the run of a session'],
    ['convene agenda strategy-90 -p 26 -o plan.yaml', 'a plan to edit and give back'],
    ['convene agenda plan.yaml -f html -o plan.html', 'the same to print'],
    ['convene agenda plan.yaml --now 14:25', 'what to do when it runs late'],
  ],
  async run(io, { operands, options }) {
    const decks = await load(io, options);
    const { sessions, notes } = await loadSessions(io);
    if (!options.quiet) for (const line of notes) note(io, line);
    const pool = choose(decks, [], options, { aside: true }).prompts;
    const when = moment(io, options);
    const seed = options.seed ?? io.seed();
    const name = operands[0];
    const found = name === undefined ? undefined : await findSession(io, name, sessions, { ...when, seed });
    if (found && !options.quiet) for (const line of found.remarks) note(io, line);

    const channel = options.channel?.[0] && knownWord(options.channel[0], channels, 'channel', singular, '--channel');
    const inSettings = options.setting?.map((setting) => knownWord(setting, settings, 'setting', singular, '--setting'));
    const { channel: _channel, setting: _setting, ...typed } = options;
    const planned = found && 'agenda' in found ? changed(found.agenda, { ...typed, ...(channel && { channel }) }, when) : undefined;
    if (!planned) {
      for (const flag of ['now', 'end', 'done'] as const) {
        if (options[flag] !== undefined)
          throw new Failure(Exit.usage, `--${flag}: only for an agenda that was made before, given by its file`);
      }
    }
    const all = sessions.map(({ session }) => session);
    const session = found && 'session' in found ? found.session : undefined;
    const drawable = session ? [...pool, ...namedIn(session, decks, pool)] : pool;
    const agenda =
      planned ??
      scheduled(io, session, all, drawable, {
        ...typed,
        ...when,
        seed,
        ...(channel && { channel }),
        ...(inSettings && { settings: inSettings }),
      });
    if (agenda.because && !options.quiet) note(io, visible(agenda.because));
    const asked = withWishes(agenda, options, decks, pool);
    const printing = {
      copy: options.copy ?? 'host',
      principles: principlesOf(decks, io),
      stamp: io.now().getTime(),
      ...(options.oneEvent && { oneEvent: true }),
    } as const;
    if (options.now === undefined && options.end === undefined && options.done === undefined) {
      await present(io, agendaSheet(asked, printing), options);
      return Exit.done;
    }
    const after = anew(asked, options, wallOf(io.now().getTime(), asked.timeZone).time);
    await present(io, replanSheet(asked, after, printing), options);
    return Exit.done;
  },
});

interface Typed {
  readonly minutes?: number;
  readonly people?: number;
  readonly channel?: Channel;
  readonly settings?: readonly Setting[];
  readonly groupSize?: number;
  readonly at?: string[];
  readonly buffer?: number;
  readonly quiet?: boolean;
}

/** A session fitted to what was typed; the one that suits where none was named. */
function scheduled(
  io: Io,
  session: Session | undefined,
  sessions: readonly Session[],
  prompts: readonly Prompt[],
  typed: Typed & Pick<Wish, 'date' | 'start' | 'timeZone' | 'seed'>,
): Agenda {
  const [fewest, most] = session?.people ?? [2, 10000];
  const people = typed.people ?? Math.min(most, Math.max(fewest, usualPeople));
  const channel = typed.channel ?? session?.channels?.find((one) => one === 'room') ?? session?.channels?.[0] ?? 'room';
  const { date, start, timeZone, seed, settings: inSettings, groupSize, buffer } = typed;
  const wish: Wish = {
    ...{ date, start, timeZone, seed, people, channel },
    ...(typed.minutes !== undefined && { minutes: typed.minutes }),
    ...(inSettings && { settings: inSettings }),
    ...(groupSize && { groupSize }),
    ...(buffer && { buffer }),
    ...(session && typed.at && { at: fixedStarts(typed.at, session.blocks) }),
  };
  if (!session && typed.at) throw new Failure(Exit.usage, '--at: name the session whose block is meant');
  if (typed.people === undefined && !typed.quiet) note(io, `for ${people} people; -p says how many there are`);
  const answer = session ? schedule(session, wish, prompts) : suit(sessions, wish, prompts);
  if ('ok' in answer) return answer.ok;
  throw new Failure(answer.refusal.why === 'question' ? Exit.no : Exit.usage, refused(withInstead(answer, session, sessions, wish)));
}

/** A refusal with another session that would do, if there is one. */
function withInstead(
  answer: Answer<Agenda> & { refusal: unknown },
  session: Session | undefined,
  sessions: readonly Session[],
  wish: Wish,
) {
  const { refusal } = answer as { refusal: Parameters<typeof refused>[0] };
  if (!session || !['people', 'minutes', 'channel'].includes(refusal.why)) return refusal;
  const minutes = wish.minutes ?? session.blocks.reduce((sum, block) => sum + block.minutes[1], 0);
  const others = sessions.filter((other) => {
    const { least, most } = lengths(other, wish);
    const serves = wish.people >= other.people[0] && wish.people <= other.people[1] && minutes >= least && minutes <= most;
    return other !== session && serves && (!other.channels?.length || other.channels.includes(wish.channel));
  });
  const alike = others.sort(
    (a, b) =>
      Number(shares(b, session)) - Number(shares(a, session)) ||
      Math.abs(lengths(a, wish).typical - minutes) - Math.abs(lengths(b, wish).typical - minutes),
  )[0];
  return { ...refusal, ...(alike && { instead: alike.name }) };
}

function shares(a: Session, b: Session): boolean {
  return !!a.settings?.some((setting) => b.settings?.includes(setting));
}

/** The prompts that a session names and the selection left out. Throws a Failure for a prompt or a kind that isn't there. */
function namedIn(session: Session, decks: readonly Located[], pool: readonly Prompt[]): Prompt[] {
  const all = decks.map(({ deck }) => deck);
  const known = [...kindsOf(all).keys()];
  for (const { kind } of session.blocks.flatMap(({ draw }) => draw ?? [])) knownWord(kind, known, 'kind', singular, visible(session.name));
  const ids = new Set(session.blocks.flatMap(({ prompts }) => prompts ?? []));
  return [...ids].filter((id) => !pool.some((prompt) => prompt.id === id)).map((id) => named(id, all));
}

/** An agenda that was given back, for other people, another start or another length. */
function changed(
  agenda: Agenda,
  typed: Typed & { start?: string; date?: string; timeZone?: string; seed?: string },
  when: Pick<Agenda, 'date' | 'start' | 'timeZone'>,
): Agenda {
  for (const flag of ['at', 'buffer'] as const) {
    if (typed[flag] !== undefined)
      throw new Failure(Exit.usage, `--${flag}: only where a session is fitted; change the minutes in the file`);
  }
  const asked = {
    ...agenda,
    ...(typed.seed && { seed: typed.seed }),
    ...(typed.people !== undefined && { people: typed.people }),
    ...(typed.channel && { channel: typed.channel }),
    ...(typed.groupSize && { groupSize: typed.groupSize }),
    ...(typed.timeZone && { timeZone: typed.timeZone }),
    ...(typed.date && { date: when.date }),
    ...(typed.start && { start: typed.start }),
  };
  const { date, start: time, timeZone } = asked;
  if (instantOf({ date, time }, timeZone) === undefined)
    throw new Failure(Exit.usage, refused({ why: 'no-such-time', date, time, timeZone }));
  const moved = refreshed(asked);
  if (typed.minutes === undefined || typed.minutes === moved.minutes) return moved;
  const fitted = replan(moved, { now: moved.start, minutes: typed.minutes, done: 0 });
  if ('ok' in fitted) return { ...fitted.ok, blocks: fitted.ok.blocks.map(({ was: _, ...block }) => block) };
  throw new Failure(Exit.usage, `--minutes: ${'impossible' in fitted ? fitted.impossible : refused(fitted.refusal)}`);
}

/** What was picked and drawn again, one after the other. */
function withWishes(
  agenda: Agenda,
  { pick: picks = [], redraw: redraws = [] }: { pick?: string[]; redraw?: string[] },
  decks: readonly Located[],
  pool: readonly Prompt[],
): Agenda {
  let current = agenda;
  const take = (swapped: Swapped, flag: string) => {
    if ('nothingElse' in swapped) throw new Failure(Exit.no, `${flag}: no other prompt is left for "${visible(swapped.nothingElse)}"`);
    current = swapped.ok;
  };
  for (const text of picks) {
    const [block, id] = assigned(text, '--pick', '--pick 3=how-and-yes/measure');
    const prompt = named(
      id,
      decks.map(({ deck }) => deck),
    );
    take(pick(current, blockNamed(block, current.blocks, '--pick').id, prompt, pool), '--pick');
  }
  for (const text of redraws.flatMap((one) => one.split(','))) {
    take(redraw(current, blockNamed(text, current.blocks, '--redraw').id, pool), '--redraw');
  }
  return current;
}

function anew(agenda: Agenda, { now, end, done }: { now?: string; end?: string; done?: string }, clock: string): Agenda {
  const over =
    done === undefined ? undefined : agenda.blocks.indexOf(blockNamed(done, agenda.blocks, '--done') as Agenda['blocks'][number]) + 1;
  const answer = replan(agenda, { now: now ?? clock, ...(end !== undefined && { end }), ...(over !== undefined && { done: over }) });
  if ('ok' in answer) return answer.ok;
  throw new Failure(Exit.usage, 'impossible' in answer ? answer.impossible : refused(answer.refusal));
}
