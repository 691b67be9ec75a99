import { join } from 'node:path';
import fc from 'fast-check';
import ICAL from 'ical.js';
import { describe, expect, test } from 'vitest';
import { compileDecks, compileSessions } from '../../src/build/decks.js';
import { type Agenda, instants } from '../../src/core/agenda.js';
import { instantOf, wallOf } from '../../src/core/clock.js';
import { pool } from '../../src/core/deck.js';
import { schedule } from '../../src/core/schedule.js';
import type { Wish } from '../../src/core/time-box.js';
import { write } from '../../src/formats/ics.js';
import { agendaSheet } from '../../src/sheet/agenda.js';
import type { Sheet } from '../../src/sheet/sheet.js';
import { root } from '../run.js';

const sessions = compileSessions(join(root, 'decks', 'sessions'));
const prompts = pool(compileDecks(join(root, 'decks')));
const agenda = (name: string, wish: Partial<Wish>): Agenda => {
  const usual = { people: 24, channel: 'room', date: '2026-11-23', start: '14:00', timeZone: 'Europe/Berlin', seed: 'kelp' } as const;
  const answer = schedule(sessions.find((session) => session.name === name)!, { ...usual, ...wish }, prompts);
  return (answer as { ok: Agenda }).ok;
};
const stamp = Date.UTC(2026, 10, 22, 9, 30);
const sheetOf = (plan: Agenda, oneEvent = false) => agendaSheet(plan, { copy: 'host', principles: new Map(), stamp, oneEvent });

interface ReadEvent {
  readonly uid: string;
  readonly start: number;
  readonly end: number;
  readonly title: string;
  readonly text: string | null;
}

/** What another program makes of a calendar: ical.js, which Thunderbird's calendar uses. */
function read(text: string): ReadEvent[] {
  const calendar = new ICAL.Component(ICAL.parse(text));
  return calendar.getAllSubcomponents('vevent').map((component) => {
    const event = new ICAL.Event(component);
    const ms = (time: { toJSDate(): Date }) => time.toJSDate().getTime();
    return { uid: event.uid, start: ms(event.startDate), end: ms(event.endDate), title: event.summary, text: event.description };
  });
}

describe('a calendar, read by another program', () => {
  test.each<[string, string, Partial<Wish>]>([
    ['on a usual day', 'strategy-90', {}],
    ['past midnight', 'town-hall-120', { start: '23:10' }],
    ['into summer time', 'strategy-90', { date: '2026-03-29', start: '01:15' }],
    ['out of summer time', 'half-day-210', { date: '2026-10-25', start: '01:00' }],
    ['in New York', 'world-cafe', { timeZone: 'America/New_York', date: '2026-03-08', start: '01:30' }],
    ['where the clock moves by half an hour', 'strategy-90', { timeZone: 'Australia/Lord_Howe', date: '2026-10-04', start: '01:30' }],
  ])('has the same times %s', (_, name, wish) => {
    const plan = agenda(name, wish);
    const events = read(write(sheetOf(plan)));
    const times = instants(plan);
    expect(events.map(({ start, end }) => [start, end])).toEqual(plan.blocks.map((_block, i) => [times[i], times[i + 1]]));
    expect(events.map(({ start }) => wallOf(start, plan.timeZone).time)).toEqual(plan.blocks.map((block) => block.start));
    expect(events.map(({ title }) => title)).toEqual(plan.blocks.map(({ title }) => title));
    plan.blocks.forEach((block, i) => {
      for (const line of [...block.say, ...block.prompts.map(({ text }) => text)]) expect(events[i]!.text).toContain(line);
    });
  });

  test('has one event in all where that is asked for', () => {
    const plan = agenda('strategy-90', {});
    const events = read(write(sheetOf(plan, true)));
    expect(events).toHaveLength(1);
    expect(events[0]).toMatchObject({ title: 'Strategy session', start: instants(plan)[0], end: instants(plan).at(-1) });
  });

  test('calls an event the same when it is written again, at another time of day or of other length', () => {
    const uids = (plan: Agenda) => read(write(sheetOf(plan))).map(({ uid }) => uid);
    const once = uids(agenda('strategy-90', {}));
    expect(new Set(once).size).toBe(once.length);
    expect(uids(agenda('strategy-90', { start: '15:00' }))).toEqual(once);
    expect(uids(agenda('strategy-90', { minutes: 95 }))).toEqual(once);
    expect(uids(agenda('strategy-90', { date: '2026-11-24' }))).not.toEqual(once);
  });

  const anyText = fc.string({ unit: 'binary', maxLength: 200 });
  test('keeps any text, in lines of 75 octets at most that cut no character in two', () => {
    fc.assert(
      fc.property(anyText, anyText, fc.array(anyText, { maxLength: 4 }), anyText, (calendarTitle, title, lines, uid) => {
        const sheet = {
          title: calendarTitle,
          sections: [],
          data: null,
          records: [],
          calendar: { stamp, events: [{ uid: `x${uid}`, start: stamp, end: stamp + 60_000, title, lines }] },
        } as Sheet;
        const text = write(sheet);
        expect(text.endsWith('END:VCALENDAR\r\n')).toBe(true);
        for (const line of text.slice(0, -2).split('\r\n')) {
          expect(Buffer.byteLength(line)).toBeLessThanOrEqual(75);
          expect(line).not.toMatch(/[\0-\x1f\x7f-\x9f]/);
          expect(line).not.toMatch(/\ufffd(?=.*\p{Cs})/u);
        }
        const names = text
          .replace(/\r\n /g, '')
          .trimEnd()
          .split('\r\n')
          .map((line) => line.split(':')[0]);
        expect(
          names.filter(
            (name) =>
              ![
                'BEGIN',
                'VERSION',
                'PRODID',
                'CALSCALE',
                'METHOD',
                'X-WR-CALNAME',
                'UID',
                'DTSTAMP',
                'DTSTART',
                'DTEND',
                'SUMMARY',
                'DESCRIPTION',
                'END',
              ].includes(name!),
          ),
        ).toEqual([]);
        const [event] = read(text);
        const plain = (one: string) =>
          one
            .replace(/\r\n|[\r\n\u2028\u2029]/g, '\n')
            .replace(/[\0-\x09\x0b-\x1f\x7f-\x9f]/g, ' ')
            .replace(/\p{Cs}/gu, '\ufffd');
        expect(event!.title ?? '').toBe(plain(title));
        expect(event!.text ?? '').toBe(lines.map(plain).join('\n'));
      }),
      { numRuns: 500 },
    );
  });

  test('of something that has no time is empty', () => {
    expect(write({ title: 't', sections: [], data: null, records: [] })).toBe('');
  });
});

test('a clock that is set forward past a time never shows it; set back, the first of two counts', () => {
  expect(instantOf({ date: '2026-03-29', time: '02:30' }, 'Europe/Berlin')).toBeUndefined();
  expect(new Date(instantOf({ date: '2026-10-25', time: '02:30' }, 'Europe/Berlin')!).toISOString()).toBe('2026-10-25T00:30:00.000Z');
});
