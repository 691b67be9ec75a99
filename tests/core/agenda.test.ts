import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, test, vi } from 'vitest';
import { compileDecks, compileSessions } from '../../src/build/decks.js';
import type { Agenda } from '../../src/core/agenda.js';
import { instants } from '../../src/core/agenda.js';
import { minute, wallOf } from '../../src/core/clock.js';
import { channels, pool } from '../../src/core/deck.js';
import { review } from '../../src/core/principles.js';
import { closingFrom } from '../../src/core/questions.js';
import { refused } from '../../src/core/refusal.js';
import { refreshed, replan } from '../../src/core/replan.js';
import { schedule } from '../../src/core/schedule.js';
import { smallForms } from '../../src/core/session.js';
import { suit } from '../../src/core/suit.js';
import { pick, redraw } from '../../src/core/swap.js';
import { lengths, type Wish } from '../../src/core/time-box.js';
import { growth } from '../../src/core/voices.js';
import { root } from '../run.js';

// Thousands of agendas, on a machine that may be busy.
vi.setConfig({ testTimeout: 180_000 });

const sessions = compileSessions(join(root, 'decks', 'sessions'));
const prompts = pool(compileDecks(join(root, 'decks')));
const session = (name: string) => sessions.find((one) => one.name === name)!;

const wish = (more: Partial<Wish> = {}): Wish => ({
  people: 24,
  channel: 'room',
  date: '2026-11-23',
  start: '14:00',
  timeZone: 'Europe/Berlin',
  seed: 'kelp',
  ...more,
});

const made = (name: string, more: Partial<Wish> = {}): Agenda => {
  const answer = schedule(session(name), wish(more), prompts);
  if ('refusal' in answer) throw new Error(refused(answer.refusal));
  return answer.ok;
};

const starts = fc
  .record({ hour: fc.nat(23), minute: fc.nat(59) })
  .map(({ hour, minute: m }) => `${String(hour).padStart(2, '0')}:${String(m).padStart(2, '0')}`);
const anyWish = fc.record({
  session: fc.constantFrom(...sessions),
  minutes: fc.oneof(fc.integer({ min: 1, max: 500 }), fc.constant(undefined)),
  people: fc.oneof(fc.integer({ min: 2, max: 60 }), fc.integer({ min: 2, max: 400 })),
  channel: fc.constantFrom(...channels),
  start: starts,
  date: fc.constantFrom('2026-03-29', '2026-10-25', '2026-11-23', '2027-12-31'),
  timeZone: fc.constantFrom('Europe/Berlin', 'America/New_York', 'Asia/Kolkata', 'UTC', 'Australia/Lord_Howe'),
  seed: fc.string({ minLength: 1, maxLength: 6 }),
  groupSize: fc.oneof(fc.constant(undefined), fc.integer({ min: 2, max: 6 })),
});

function holdsTogether(agenda: Agenda, from: (typeof sessions)[number], asked: { minutes?: number | undefined; people: number }) {
  const { blocks } = agenda;
  expect(blocks.reduce((sum, { minutes }) => sum + minutes, 0)).toBe(asked.minutes ?? agenda.minutes);
  const times = instants(agenda);
  blocks.forEach((block, i) => {
    const designed = from.blocks.find(({ id }) => id === block.id);
    const more = designed ? growth(designed, asked.people) : 0;
    const [least, , most] = designed?.minutes ?? [10, 10, 20];
    expect(Number.isInteger(block.minutes)).toBe(true);
    expect(block.minutes).toBeGreaterThanOrEqual(least + more);
    expect(block.minutes).toBeLessThanOrEqual(most + more);
    expect(times[i + 1]! - times[i]!).toBe(block.minutes * minute);
    expect([block.start, block.end]).toEqual([wallOf(times[i]!, agenda.timeZone).time, wallOf(times[i + 1]!, agenda.timeZone).time]);
    if (block.groups.length) expect(block.groups.reduce((sum, size) => sum + size, 0)).toBe(asked.people);
    for (const size of block.groups) expect(size).toBeGreaterThanOrEqual(2);
    if (smallForms.includes(block.form)) expect(block.groups.length).toBeGreaterThan(0);
    for (const line of block.say) expect(line).not.toMatch(/[{}]|undefined|NaN/);
  });
  let sat = 0;
  for (const { form, minutes } of blocks) {
    sat = form === 'break' ? 0 : sat + minutes;
    if (!from.ownBreaks) expect(sat).toBeLessThanOrEqual(agenda.channel === 'room' ? 120 : 90);
  }
  const ids = blocks.flatMap((block) => block.prompts.map(({ id }) => id));
  expect(new Set(ids).size).toBe(ids.length);
  const drawn = blocks.flatMap((block) => (block.draw ? block.prompts : []));
  const edges = drawn.slice(0, closingFrom(drawn.map(({ kind }) => kind))).flatMap(({ edge }) => edge ?? []);
  expect(edges).toEqual(edges.toSorted());
  expect(edges[0] ?? 1).toBeLessThan(3);
  expect(drawn[0]?.kind).not.toBe('dissent');
}

describe('an agenda, whatever was asked for', () => {
  test('adds up, stays within its blocks, seats everyone, asks nothing twice, goes from easy to brave; or says why not', () => {
    let fitted = 0;
    fc.assert(
      fc.property(anyWish, ({ session: from, minutes, groupSize, ...more }) => {
        const asked = { ...more, ...(minutes && { minutes }), ...(groupSize && { groupSize }) };
        const answer = schedule(from, asked, prompts);
        if ('refusal' in answer) {
          expect(refused(answer.refusal)).toMatch(/^[^\n]{20,}$/);
          expect(answer.refusal.why).not.toBe('question');
          return;
        }
        fitted++;
        holdsTogether(answer.ok, from, { minutes, people: more.people });
        expect(schedule(from, asked, prompts)).toEqual(answer);
      }),
      { numRuns: 4000, seed: 5 },
    );
    expect(fitted).toBeGreaterThan(400);
  });

  test('within what its session serves, is never refused', () => {
    fc.assert(
      fc.property(
        anyWish,
        fc.double({ min: 0, max: 1, noNaN: true }),
        fc.double({ min: 0, max: 1, noNaN: true }),
        ({ session: from, groupSize, ...more }, a, b) => {
          const people = Math.round(from.people[0] + a * (from.people[1] - from.people[0]));
          const channel = from.channels?.[0] ?? 'room';
          const { least, most } = lengths(from, { people, channel, ...(groupSize && { groupSize }) });
          const minutes = Math.round(least + b * (most - least));
          if (more.date === '2026-03-29') return;
          const answer = schedule(from, { ...more, people, channel, minutes, ...(groupSize && { groupSize }) }, prompts);
          expect('refusal' in answer ? refused(answer.refusal) : '').toBe('');
        },
      ),
      { numRuns: 1000, seed: 6 },
    );
  });

  test('without a name, a session is chosen that holds together as well, or the nearest is named', () => {
    fc.assert(
      fc.property(anyWish, ({ session: _, minutes, groupSize: __, ...more }) => {
        const answer = suit(sessions, { ...more, ...(minutes && { minutes }) }, prompts);
        if ('refusal' in answer) expect(refused(answer.refusal)).toMatch(/^no session serves .*; the nearest is |^no clock in /);
        else holdsTogether(answer.ok, session(answer.ok.session), { minutes: minutes ?? 60, people: more.people });
      }),
      { numRuns: 500, seed: 7 },
    );
  });
});

describe('a long agenda', () => {
  test('starts its blocks on the five minutes where they can', () => {
    for (const { blocks } of [made('day-390', { people: 90 }), made('half-day-210')]) {
      for (const { start } of blocks) expect(Number(start.slice(3)) % 5).toBe(0);
    }
  });
});

describe('what is said', () => {
  test('tells the task before people move, and when they are back', () => {
    for (const { name, channels: served } of sessions) {
      for (const channel of served!) {
        const agenda = made(name, { channel, people: session(name).people[0] + 7 });
        for (const { say, groups, form, id } of agenda.blocks.filter(({ script }) => script?.includes('{{move}}'))) {
          const moving = say.findIndex((line) => /together again at|Back on this line|We end at/.test(line));
          const after = say.slice(moving + 1).filter((line) => !/^At \d\d:\d\d/.test(line));
          if (groups.length > 1) expect([name, channel, form, moving > 0, after.length < 2]).toEqual([name, channel, form, true, true]);
          expect(say[0], `${name} ${id}`).toMatch(/question|Host/);
        }
        expect(refreshed(agenda)).toEqual(agenda);
      }
    }
  });

  test('is said anew for other people on another channel', () => {
    const agenda = refreshed({ ...made('strategy-90'), people: 9, channel: 'virtual' });
    const lines = agenda.blocks.flatMap(({ say, setup = [] }) => [...say, ...setup]);
    expect(lines.filter((line) => /Rooms open now/.test(line))).toHaveLength(3);
    expect(lines.filter((line) => /Sit close|Seats for three|nearest/.test(line))).toEqual([]);
  });

  test('at a close that has seconds for each asks for a word about today, and in a large hall for what was given', () => {
    const closing = (more: Partial<Wish>) => made('cross-team-30', { channel: 'virtual', people: 13, ...more }).blocks.at(-1)!;
    expect(closing({ minutes: 30 })).toMatchObject({
      round: 'word',
      prompts: [{ kind: 'closer', text: expect.stringMatching(/^One word each/) }],
    });
    const hall = made('town-hall-120', { people: 140 }).blocks.at(-1)!;
    expect(hall).toMatchObject({ round: 'few', groups: Array(70).fill(2), prompts: [{ kind: 'closer' }] });
  });

  test('leaves out the way to a round with the round', () => {
    const kept = made('world-cafe', { minutes: 100 }).blocks.map(({ title }) => title);
    for (let minutes = 70; minutes <= 120; minutes++) {
      const answer = schedule(session('world-cafe'), wish({ minutes }), prompts);
      if ('refusal' in answer) continue;
      const titles = answer.ok.blocks.map(({ title }) => title);
      expect(titles.includes('Second travel')).toBe(titles.includes('Round three'));
    }
    expect(kept).toContain('Round two');
  });
});

describe('one redraw', () => {
  test('changes one block and leaves the rest, keeps the order, and comes round to everything', () => {
    for (const { name, people } of sessions) {
      const before = made(name, { people: people[0] + 4, channel: session(name).channels!.includes('room') ? 'room' : 'virtual' });
      for (const block of before.blocks.filter(({ draw }) => draw)) {
        const swapped = redraw(before, block.id, prompts);
        if ('nothingElse' in swapped) throw new Error(`${name} ${block.id}`);
        const after = swapped.ok;
        holdsTogether(after, session(name), { people: before.people });
        for (const other of after.blocks) {
          const same = before.blocks.find(({ id }) => id === other.id)!;
          if (other.id === block.id) expect(other.prompts).not.toEqual(same.prompts);
          else expect(other).toEqual(same);
        }
      }
    }
  });

  test('a picked prompt stands in its block; one that asked it gets another', () => {
    const before = made('strategy-90');
    const [one, two] = before.blocks.filter(({ draw }) => draw);
    const swapped = pick(before, one!.id, two!.prompts[0]!, prompts);
    const after = (swapped as { ok: Agenda }).ok;
    expect(after.blocks.find(({ id }) => id === one!.id)!.prompts).toEqual(two!.prompts);
    expect(after.blocks.find(({ id }) => id === two!.id)!.prompts).not.toEqual(two!.prompts);
  });
});

describe('planned anew', () => {
  test('what is over stays, the end is kept, the close and the essential keep their minutes while anything can give way', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...sessions),
        fc.integer({ min: 0, max: 400 }),
        fc.integer({ min: -60, max: 30 }),
        fc.nat(10),
        (from, now, late, over) => {
          const before = made(from.name, { people: from.people[0] + 3, channel: from.channels!.includes('room') ? 'room' : 'virtual' });
          const at = (minutes: number) => wallOf(instants(before)[0]! + minutes * minute, before.timeZone).time;
          const done = Math.min(over, before.blocks.length - 1);
          const answer = replan(before, {
            now: at(Math.min(now, before.minutes + 30)),
            end: at(before.minutes + late),
            ...(over % 2 && { done }),
          });
          if (!('ok' in answer)) {
            expect((answer as { impossible: string }).impossible).toMatch(/^[^\n]{20,}$/);
            return;
          }
          const after = answer.ok;
          const times = instants(after);
          expect(after.blocks.at(-1)!.id).toBe(before.blocks.at(-1)!.id);
          expect(Math.round((times.at(-1)! - times[0]!) / minute)).toBe(after.blocks.reduce((sum, block) => sum + block.minutes, 0));
          expect(after.end).toBe(at(before.minutes + late));
          expect(refreshed(after).blocks.map(({ start }) => start)).toEqual(after.blocks.map(({ start }) => start));
          for (const block of before.blocks.filter(({ essential }) => essential))
            expect(after.blocks.map(({ id }) => id)).toContain(block.id);
        },
      ),
      { numRuns: 2000, seed: 8 },
    );
  });
});

describe('a review', () => {
  test.each(sessions.map(({ name }) => name))('of %s as it comes finds every principle kept', (name) => {
    const [least] = session(name).people;
    const channel = session(name).channels!.includes('room') ? 'room' : 'virtual';
    const broken = review(made(name, { people: least + 3, channel })).filter(({ holds }) => !holds);
    expect(broken).toEqual([]);
  });

  const agenda = made('strategy-90');
  const change = (title: string, more: object) => ({
    ...agenda,
    blocks: agenda.blocks.map((block) => (block.title === title ? { ...block, ...more } : block)),
  });
  test.each<[number, string, Agenda]>([
    [1, 'a statement', change('Crossroads', { prompts: [{ ...agenda.blocks[2]!.prompts[0]!, text: 'Our crossroads.' }] })],
    [1, 'no question', change('Crossroads', { prompts: [], with: 'new' })],
    [2, 'somebody alone', change('Crossroads', { groups: [23, 1] })],
    [2, 'large groups', change('Crossroads', { groups: [12, 12] })],
    [2, 'long plenaries', change('What we are here to choose', { minutes: 120 })],
    [3, 'dissent at first', change('Crossroads', { prompts: agenda.blocks.find(({ title }) => title === 'Doubts and refusals')!.prompts })],
    [3, 'haste', change('Crossroads', { minutesPerVoice: 0.5 })],
    [4, 'reports', change('Sharing', { say: ['Each group reports back.'] })],
    [5, 'a promise on a stage', change('My part and my promise', { form: 'plenary' })],
    [6, 'no gifts', change('Gifts and close', { prompts: [], principles: [] })],
    [6, 'what is lacking', change('Sharing', { say: ['What are our weaknesses?'] })],
  ])('finds principle %i broken by %s, naming the block', (principle, _, plan) => {
    const found = review(plan).find((one) => one.principle === principle)!;
    expect(found.holds).toBe(false);
    expect(found.because).toMatch(/"/);
  });
});
