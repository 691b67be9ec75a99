import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { compileDecks } from '../../src/build/decks.js';
import { pool } from '../../src/core/deck.js';
import { type Event, unread } from '../../src/core/ledger.js';
import { type Noted, noted, openingWith, scheduleOpened } from '../../src/core/read-back.js';
import { refreshed } from '../../src/core/replan.js';
import { schedule } from '../../src/core/schedule.js';
import { suit } from '../../src/core/suit.js';
import type { Wish } from '../../src/core/time-box.js';
import { parseSession } from '../../src/parse/session.js';
import { root } from '../run.js';

const folder = join(root, 'decks', 'sessions');
const sessions = readdirSync(folder).map((file) => {
  return parseSession(readFileSync(join(folder, file), 'utf8'), { name: file.replace('.yaml', ''), file }).session!;
});
const prompts = pool(compileDecks(join(root, 'decks')));
const wish: Wish = { people: 12, channel: 'room', date: '2026-11-23', start: '14:00', timeZone: 'Europe/Berlin', seed: 'kelp' };
const session = (name: string) => sessions.find((one) => one.name === name)!;
const promise = (text: string): Noted => ({ what: 'promise', text, date: '2026-11-20' });
const someNotes = fc.array(
  fc.record({ what: fc.constantFrom('promise' as const, 'gift' as const), text: fc.string({ minLength: 1, maxLength: 300 }) }),
  { minLength: 1, maxLength: 40 },
);

describe('an agenda opened by notes', () => {
  test('keeps its time, whatever was noted: all blocks within the minutes, one after the other', () => {
    fc.assert(
      fc.property(fc.constantFrom(...sessions), someNotes, fc.option(fc.integer({ min: 5, max: 400 })), (one, notes, minutes) => {
        const asked = { ...wish, people: Math.max(12, one.people[0]), ...(minutes !== null && { minutes }) };
        const [with_, without] = [scheduleOpened(one, notes, asked, prompts), schedule(one, asked, prompts)];
        // Notes never keep a meeting from being held, and where it is too long as it is, they may fill it.
        if ('ok' in without) expect('ok' in with_).toBe(true);
        if (!('ok' in with_)) return;
        const { blocks, minutes: length, end } = with_.ok;
        expect(length).toBe(minutes ?? length);
        expect(blocks.reduce((sum, block) => sum + block.minutes, 0)).toBe(length);
        expect(blocks.at(-1)!.end).toBe(end);
        expect(blocks.slice(1).every((block, i) => block.start === blocks[i]!.end)).toBe(true);
        expect(blocks.slice(1).every(({ readBack }) => !readBack)).toBe(true);
        expect(refreshed(with_.ok)).toEqual(with_.ok);
      }),
      { numRuns: 300 },
    );
  });

  test.each(sessions.map(({ name }) => name))('takes no longer than %s usually does', (name) => {
    const asked = { ...wish, people: Math.max(12, session(name).people[0]) };
    const [with_, without] = [
      scheduleOpened(session(name), [promise('to call Ana')], asked, prompts),
      schedule(session(name), asked, prompts),
    ];
    if (!('ok' in with_ && 'ok' in without)) throw new Error(name);
    expect(with_.ok.minutes).toBe(without.ok.minutes);
    expect(with_.ok.blocks[0]).toMatchObject({ title: 'What was promised here', readBack: [promise('to call Ana')] });
    expect(with_.ok.blocks.slice(1).map(({ title }) => title)).toEqual(without.ok.blocks.map(({ title }) => title));
  });

  test('says how many are too many to be read, and is made at once for however many', () => {
    const notes = Array.from({ length: 100_000 }, (_, i) => promise(`to write the letter number ${i}`));
    const answer = scheduleOpened(session('strategy-90'), notes, wish, prompts);
    expect(answer).toMatchObject({ ok: { minutes: 90, blocks: expect.anything() } });
    const first = 'ok' in answer ? answer.ok.blocks[0] : undefined;
    expect(first!.minutes).toBe(5);
    expect(first!.readBack!.at(-1)).toBe(notes.at(-1));
    expect(first!.notes).toEqual([`${notes.length - first!.readBack!.length} older notes too many to read; convene room show has them`]);
  });

  test('is longer where a session has no minute to spare and nobody says how long', () => {
    const tight = parseSession('title: t\npeople: [2, 20]\nblocks:\n  - {title: Talk, minutes: 8, form: open}\n', { name: 't', file: 't' })
      .session!;
    const answer = scheduleOpened(tight, [promise('to call Ana')], wish, prompts);
    expect(answer).toMatchObject({
      ok: {
        minutes: 9,
        blocks: [
          { minutes: 1, readBack: [{}] },
          { minutes: 8, start: '14:01' },
        ],
      },
    });
    expect(scheduleOpened(tight, [promise('to call Ana')], { ...wish, minutes: 8 }, prompts)).toEqual(
      schedule(tight, { ...wish, minutes: 8 }, prompts),
    );
  });

  test('that is chosen is opened as well', () => {
    const answer = suit(sessions, { ...wish, minutes: 90 }, prompts, [promise('to call Ana')]);
    expect(answer).toMatchObject({
      ok: { minutes: 90, blocks: expect.arrayContaining([expect.objectContaining({ readBack: [promise('to call Ana')] })]) },
    });
  });

  test('has an id for the opening that no block of the session has', () => {
    const own = 'title: t\npeople: [2, 20]\nblocks:\n  - {title: Read back, minutes: [2, 5, 9], form: open}\n';
    const answer = scheduleOpened(parseSession(own, { name: 't', file: 't' }).session!, [promise('x')], wish, prompts);
    expect(answer).toMatchObject({ ok: { blocks: [{ id: 'read-back-2', readBack: [{}] }, { id: 'read-back' }] } });
  });
});

describe('the opening', () => {
  const many = Array.from({ length: 400 }, (_, i) => promise(`to write the letter number ${i}`));

  test.each<[string, Noted[], number, { title: string; minutes: number; read: number; answered: boolean }]>([
    [
      'one promise in ten minutes: no time for an answer',
      [promise('to call Ana')],
      10,
      { title: 'What was promised here', minutes: 1, read: 1, answered: false },
    ],
    ['three in ten minutes', many.slice(0, 3), 10, { title: 'What was promised here', minutes: 1, read: 3, answered: false }],
    ['three in an hour', many.slice(0, 3), 60, { title: 'What was promised here', minutes: 2, read: 3, answered: true }],
    ['twenty in ninety minutes', many.slice(0, 20), 90, { title: 'What was promised here', minutes: 8, read: 20, answered: true }],
    [
      'hundreds in a day: the latest, in five minutes',
      many,
      390,
      { title: 'What was promised here', minutes: 5, read: 63, answered: false },
    ],
    ['hundreds in ten minutes', many, 10, { title: 'What was promised here', minutes: 2, read: 18, answered: false }],
    ['a gift', [{ what: 'gift', text: 'soup' }], 30, { title: 'What was given here', minutes: 1, read: 1, answered: false }],
  ])('of %s', (_, notes, minutes, { title, minutes: length, read, answered }) => {
    const { block, notes: some } = openingWith(notes, { minutes, channel: 'room' });
    expect(block).toMatchObject({ title, minutes: [length, length, length] });
    expect(some).toEqual(notes.slice(-read));
    expect(block.say?.some((line) => line.includes('what became of it'))).toBe(answered);
    for (const line of block.say ?? [])
      for (const sentence of line.split(/(?<=[.?:]) /)) expect(sentence.split(' ').length).toBeLessThanOrEqual(12);
  });
});

describe('what is unread', () => {
  const stamp = (n: number, id: string) => ({ v: 1 as const, n, id, at: '2026-11-22T09:30:00+00:00', by: 'room' });
  const note = (n: number, id: string): Event => ({ ...stamp(n, id), what: 'promised', text: id });
  const read = (n: number, id: string, day: string, ...of: string[]): Event => ({ ...stamp(n, id), what: 'read', of, day, draw: 'x' });
  const left = (events: Event[], day: string) => unread(events, day).map(({ id }) => id);

  test.each<[string, Event[], string, string[]]>([
    ['all of it, at first', [note(1, 'a'), note(2, 'b')], '2026-11-23', ['a', 'b']],
    ['again what was read for this day', [note(1, 'a'), read(2, 'r', '2026-11-23', 'a')], '2026-11-23', ['a']],
    ['again what was read for a later day', [note(1, 'a'), read(2, 'r', '2026-11-30', 'a')], '2026-11-23', ['a']],
    ['not what was read for an earlier day', [note(1, 'a'), read(2, 'r', '2026-11-22', 'a'), note(3, 'b')], '2026-11-23', ['b']],
    ['not what was read twice', [note(1, 'a'), read(2, 'r', '2026-11-22', 'a'), read(3, 's', '2026-11-23', 'a')], '2026-11-23', []],
    [
      'again what was read where that was undone',
      [note(1, 'a'), read(2, 'r', '2026-11-22', 'a'), { ...stamp(3, 'u'), what: 'undone', of: ['r'] }],
      '2026-11-23',
      ['a'],
    ],
    ['in the order it was noted, whatever the file’s', [note(2, 'b'), note(1, 'a'), note(2, 'b')], '2026-11-23', ['a', 'b']],
  ])('is %s', (_, events, day, expected) => {
    expect(left(events, day)).toEqual(expected);
    expect(left(events.toReversed(), day)).toEqual(expected);
  });

  test('is safe to show, and tells its day where that is one', () => {
    const at = (when: string) => noted({ what: 'given', text: ' a\x1b[31m \n b ', at: when });
    expect(at('2026-11-20T09:30:00+01:00')).toEqual({ what: 'gift', text: 'a\\u{1b}[31m b', date: '2026-11-20' });
    expect(at('yesterday')).toEqual({ what: 'gift', text: 'a\\u{1b}[31m b' });
  });
});
