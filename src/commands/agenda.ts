import type { Agenda } from '../core/agenda.js';
import { instantOf, wallOf, zoneOf } from '../core/clock.js';
import { channels, type Prompt, pool as promptsOf, settings } from '../core/deck.js';
import { refused } from '../core/refusal.js';
import { refreshed, replan } from '../core/replan.js';
import { pick, redraw, type Swapped } from '../core/swap.js';
import { singular, visible } from '../core/text.js';
import { Exit, Failure } from '../failure.js';
import { agendaSheet, copies, replanSheet } from '../sheet/agenda.js';
import type { Located } from '../store/decks.js';
import { findSession, loadSessions } from '../store/sessions.js';
import { choose, choosing, knownWord, load } from './choosing.js';
import { command, someText, timeOfDay } from './command.js';
import { assigned, blockNamed, fitting, moment } from './fitting.js';
import { enter, inPlay, inRoom, remember, tellings } from './in-room.js';
import { named } from './named.js';
import { everywhere, note, output, present } from './output.js';
import { principlesOf } from './principles.js';
import { namedIn, scheduled, type Typed } from './scheduling.js';

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
    ...inRoom,
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
    const when = moment(io, options);
    const seed = options.seed ?? io.seed();
    const found = operands[0] === undefined ? undefined : await findSession(io, operands[0], sessions, { ...when, seed });
    if (!options.quiet) for (const line of [...notes, ...(found?.remarks ?? [])]) note(io, line);

    const pool = choose(decks, [], options, { aside: true }).prompts;
    const { channel: typedChannels, setting: typedSettings, ...more } = options;
    const channel = typedChannels?.[0] && knownWord(typedChannels[0], channels, 'channel', singular, '--channel');
    const inSettings = typedSettings?.map((setting) => knownWord(setting, settings, 'setting', singular, '--setting'));
    const typed = { ...more, ...(channel && { channel }), ...(inSettings && { settings: inSettings }) };
    const anew = (['now', 'end', 'done'] as const).filter((flag) => options[flag] !== undefined);
    const printing = {
      copy: options.copy ?? copies[0],
      principles: principlesOf(decks, io),
      stamp: io.now().getTime(),
      oneEvent: options.oneEvent ?? false,
      zone: options.timeZone !== undefined,
    };
    if (found && 'agenda' in found) {
      if (options.room !== undefined)
        throw new Failure(Exit.usage, '--room: only where the prompts are drawn, not for an agenda that was made before');
      const agenda = swapped(changed(found.agenda, typed, when), options, decks, pool);
      const elsewhere = { ...printing, zone: printing.zone || agenda.timeZone !== (zoneOf(io.timeZone()) ?? 'UTC') };
      const clock = wallOf(io.now().getTime(), agenda.timeZone).time;
      await present(
        io,
        anew.length ? replanSheet(agenda, replanned(agenda, options, clock), elsewhere) : agendaSheet(agenda, elsewhere),
        options,
      );
      return Exit.done;
    }
    if (anew.length) throw new Failure(Exit.usage, `--${anew[0]}: only for an agenda that was made before, given by its file`);
    const room = await enter(io, decks, options);
    const free = room ? await inPlay(io, decks, options, { prompts: pool, seed }) : pool;
    const all = sessions.map(({ session }) => session);
    const from = (prompts: readonly Prompt[]) =>
      scheduled(io, found?.session, all, found ? [...prompts, ...namedIn(found.session, decks, prompts)] : prompts, {
        ...typed,
        ...when,
        seed,
      });
    let agenda: Agenda;
    try {
      agenda = from(free);
    } catch (error) {
      // What is left of a pile may not fit every block: then some is asked again.
      if (!room || !(error instanceof Failure) || error.code !== Exit.no) throw error;
      if (!options.quiet) note(io, `room "${visible(room.name)}": too little is left for every block; some of it was asked before`);
      agenda = from(await inPlay(io, decks, options, { prompts: pool, seed, again: true }));
    }
    if (agenda.because && !options.quiet) note(io, visible(agenda.because));
    const run = swapped(agenda, options, decks, free);
    const asked = new Set(run.blocks.flatMap(({ prompts }) => prompts.map(({ id }) => id)));
    const shown = !room ? [] : promptsOf(decks.map(({ deck }) => deck)).filter(({ id }) => asked.has(id));
    const taken = await room?.take(shown, { count: shown.length, seed });
    try {
      if (room && taken && !options.quiet) for (const line of tellings(room, taken, { seeded: options.seed !== undefined })) note(io, line);
      await present(io, agendaSheet(run, printing), options);
      return room ? remember(io, room, 'agenda') : Exit.done;
    } finally {
      room?.release();
    }
  },
});

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
function swapped(
  agenda: Agenda,
  { pick: picks = [], redraw: redraws = [] }: { pick?: string[]; redraw?: string[] },
  decks: readonly Located[],
  pool: readonly Prompt[],
): Agenda {
  let current = agenda;
  const take = (one: Swapped, flag: string) => {
    if ('nothingElse' in one) throw new Failure(Exit.no, `${flag}: no other prompt is left for "${visible(one.nothingElse)}"`);
    current = one.ok;
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

function replanned(agenda: Agenda, { now, end, done }: { now?: string; end?: string; done?: string }, clock: string): Agenda {
  const over =
    done === undefined ? undefined : agenda.blocks.indexOf(blockNamed(done, agenda.blocks, '--done') as Agenda['blocks'][number]) + 1;
  const answer = replan(agenda, { now: now ?? clock, ...(end !== undefined && { end }), ...(over !== undefined && { done: over }) });
  if ('ok' in answer) return answer.ok;
  throw new Failure(Exit.usage, 'impossible' in answer ? answer.impossible : refused(answer.refusal));
}
