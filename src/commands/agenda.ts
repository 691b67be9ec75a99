import type { Agenda } from '../core/agenda.js';
import { wallOf, zoneOf } from '../core/clock.js';
import { channels, type Prompt, settings } from '../core/deck.js';
import type { Noted } from '../core/read-back.js';
import { singular, visible } from '../core/text.js';
import { Exit, Failure } from '../failure.js';
import { agendaSheet, copies, replanSheet } from '../sheet/agenda.js';
import { findSession, loadSessions } from '../store/sessions.js';
import { agendaRoom, showInRoom } from './agenda-in-room.js';
import { choose, choosing, knownWord, load } from './choosing.js';
import { command, flagOf, someText, timeOfDay } from './command.js';
import { fitting, moment } from './fitting.js';
import { changed, replanned } from './given-back.js';
import { everywhere, note, output, present } from './output.js';
import { principlesOf } from './principles.js';
import { namedIn, scheduled } from './scheduling.js';
import { swapped } from './swapping.js';

export const agendaCommand = command({
  operands: [{ form: '[session]', about: 'its name, its file, or the file of an agenda; one that suits if left out', words: 'sessions' }],
  options: () => ({
    ...fitting(),
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
    ...agendaRoom(),
    oneEvent: { about: 'with -f ics: one event in all, not one a block', group: 'Output' },
    ...choosing(),
    ...output(),
    ...everywhere(),
  }),
  examples: [
    ['convene agenda', 'one that suits, starting soon'],
    ['convene agenda world-cafe -m 90 -p 24 --start 14:00', 'the run of a session'],
    ['convene agenda strategy-90 -p 26 -o plan.yaml', 'a plan to edit and give back'],
    ['convene agenda plan.yaml -f html -o plan.html', 'the same to print'],
    ['convene agenda opener-10 -p 7 --room board', 'opened with what the board promised'],
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
      const roomy = (['room', 'noReadBack'] as const).find((flag) => options[flag] !== undefined);
      if (roomy)
        throw new Failure(Exit.usage, `${flagOf(roomy)}: only where the prompts are drawn, not for an agenda that was made before`);
      const agenda = swapped(changed(found.agenda, typed, when), options, decks, pool);
      const elsewhere = { ...printing, zone: printing.zone || agenda.timeZone !== (zoneOf(io.timeZone()) ?? 'UTC') };
      const clock = wallOf(io.now().getTime(), agenda.timeZone).time;
      const sheet = anew.length ? replanSheet(agenda, replanned(agenda, options, clock), elsewhere) : agendaSheet(agenda, elsewhere);
      await present(io, sheet, options);
      return Exit.done;
    }
    if (anew.length) throw new Failure(Exit.usage, `--${anew[0]}: only for an agenda that was made before, given by its file`);
    const all = sessions.map(({ session }) => session);
    const make = (prompts: readonly Prompt[], notes: readonly Noted[] = []) => {
      const from = found ? [...prompts, ...namedIn(found.session, decks, prompts)] : prompts;
      return swapped(scheduled(found?.session, all, from, { ...typed, ...when, seed, notes }), options, decks, prompts);
    };
    const show = async (agenda: Agenda) => {
      if (!options.quiet) {
        if (options.people === undefined) note(io, `for ${agenda.people} people; -p says how many there are`);
        if (agenda.because) note(io, visible(agenda.because));
      }
      await present(io, agendaSheet(agenda, printing), options);
    };
    if (options.room !== undefined) return showInRoom(io, options, { decks, prompts: pool, seed, date: when.date, make, show });
    await show(make(pool));
    return Exit.done;
  },
});
