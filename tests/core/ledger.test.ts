import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  type Event,
  extend,
  history,
  last,
  order,
  readEvent,
  remember,
  stamped,
  textKey,
  wallTime,
  written,
} from '../../src/core/ledger.js';

const stamp = (n: number, id: string) => ({ v: 1 as const, n, id, at: '2026-11-22T09:30:00+00:00', by: 'draw' });
const ids = fc.constantFrom('a', 'b', 'c', 'd', 'e', 'f', 'g', 'h');
const prompts = fc.constantFrom('d/p', 'd/q', 'd/r');

/** Events as they come from several machines: numbers and names in any relation, but one name for one event. */
const someEvents: fc.Arbitrary<Event[]> = fc.uniqueArray(
  fc
    .record({
      n: fc.nat(6),
      id: ids,
      prompt: prompts,
      pile: fc.integer({ min: 1, max: 3 }),
      of: fc.array(ids, { maxLength: 2 }),
      day: fc.option(fc.constantFrom('2026-11-21', '2026-11-22'), { nil: undefined }),
      what: fc.constantFrom('asked', 'asked', 'asked', 'retired', 'restored', 'reset', 'undone', 'promised', 'read'),
    })
    .map(({ n, id, prompt, pile, of, day, what }): Event => {
      const start = stamp(n, id);
      if (what === 'asked') return { ...start, what, prompt, text: `${prompt}?`, draw: 'x', pile, ...(day && { day }) };
      if (what === 'retired' || what === 'restored') return { ...start, what, prompt, text: `${prompt}?` };
      if (what === 'undone') return { ...start, what, of };
      if (what === 'read') return { ...start, what, of, draw: 'x', day: '2026-11-22' };
      return what === 'promised' ? { ...start, what, text: 'to call' } : { ...start, what: 'reset' };
    }),
  { selector: ({ id }) => id, maxLength: 8 },
);

describe('a memory', () => {
  test('is the same whatever the order of the events, and however often each stands there', () => {
    fc.assert(
      fc.property(someEvents, fc.infiniteStream(fc.nat()), (events, stream) => {
        const keys = new Map(events.map((event) => [event, stream.next().value as number]));
        const shuffled = [...events, ...events.slice(0, 3)].sort((a, b) => keys.get(a)! - keys.get(b)!);
        expect(sorted(remember(shuffled))).toEqual(sorted(remember(events)));
      }),
    );
  });

  test('that is extended is that of all the events, unless it says that it takes all of them', () => {
    let extended = 0;
    fc.assert(
      fc.property(someEvents, fc.nat(8), (events, cut) => {
        const [before, after] = [events.slice(0, cut), events.slice(cut)];
        const memory = extend(remember(before), after);
        if (!memory) return;
        extended++;
        expect(sorted(memory)).toEqual(sorted(remember(events)));
      }),
      { numRuns: 2000 },
    );
    expect(extended).toBeGreaterThan(500);
  });

  test('goes by what was known when an event was written, not by its clock', () => {
    const asked: Event = {
      ...stamp(1, 'z'),
      at: '2030-01-01T00:00:00+00:00',
      what: 'asked',
      prompt: 'd/p',
      text: 'P?',
      draw: 'x',
      pile: 1,
    };
    const reset: Event = { ...stamp(2, 'a'), at: '1999-01-01T00:00:00+00:00', what: 'reset' };
    expect(remember([reset, asked]).marks.get('d/p')).toMatchObject({ pile: 0, asked: order(asked) });
  });
});

function sorted({ marks, undone, ...rest }: ReturnType<typeof remember>) {
  return { ...rest, undone: [...undone].sort(), marks: [...marks].sort(([a], [b]) => (a < b ? -1 : 1)) };
}

describe('a line', () => {
  test('comes back as it was written, on one line, whatever the text holds', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', minLength: 1, maxLength: 80 }), (text) => {
        const event = stamped({ what: 'asked', prompt: text, text, draw: 'd', pile: 1 }, { clock: 4, id: 'i', at: 'now', by: 'draw' });
        expect(readEvent(written(event))).toEqual(event);
        expect(written(event)).not.toMatch(/[\0-\x1f\x7f-\x9f\u2028\u2029]/);
      }),
    );
  });

  const good = { ...stamp(1, 'a'), what: 'asked', prompt: 'd/p', text: 'P?', draw: 'x', pile: 1 };
  test('that is well formed is an event, and keys of a later version do no harm', () => {
    expect(readEvent(JSON.stringify(good))).toMatchObject(good);
    expect(readEvent(`${JSON.stringify({ ...good, mood: 'bright' })}\r`)).toMatchObject(good);
  });

  test.each<[string, string]>([
    ['nothing', ''],
    ['a conflict of git', '<<<<<<< HEAD'],
    ['half an event', JSON.stringify(good).slice(0, -9)],
    ['two events', JSON.stringify(good).repeat(2)],
    ['null', 'null'],
    ['a list', '[1]'],
    ['a version to come', JSON.stringify({ ...good, v: 2 })],
    ['something that is not known yet', JSON.stringify({ ...good, what: 'sung' })],
    ['a number below nought', JSON.stringify({ ...good, n: -1 })],
    ['a number past counting', JSON.stringify({ ...good, n: 2 ** 60 })],
    ['a number that is none', JSON.stringify({ ...good, n: '1' })],
    ['no name', JSON.stringify({ ...good, id: '' })],
    ['no pile', JSON.stringify({ ...good, pile: 0 })],
    ['a prompt that is no text', JSON.stringify({ ...good, prompt: { toString: 1 } })],
    ['an undoing of nothing', JSON.stringify({ ...good, what: 'undone', of: 'a' })],
    ['a reading of nothing', JSON.stringify({ ...good, what: 'read', day: '2026-11-22', of: [1] })],
    ['a reading on no day', JSON.stringify({ ...good, what: 'read', of: ['a'] })],
    ['a promise without words', JSON.stringify({ ...good, what: 'promised', text: '' })],
  ])('that holds %s is no event', (_, line) => {
    expect(readEvent(line)).toBeUndefined();
  });

  test('cuts a text that goes on and on', () => {
    const event = stamped({ what: 'promised', text: 'word '.repeat(10_000) }, { clock: 0, id: 'i', at: 'now', by: 'room' });
    expect(written(event).length).toBeLessThan(2200);
  });
});

describe('what happened', () => {
  const asked = (n: number, id: string, draw: string): Event => ({
    ...stamp(n, id),
    what: 'asked',
    prompt: `d/${id}`,
    text: `${id}?`,
    draw,
    pile: 1,
  });
  const events: Event[] = [asked(1, 'a', 'x'), asked(3, 'c', 'y'), asked(2, 'b', 'y')];

  test('is told in order, each once, without what was undone', () => {
    const undone: Event = { ...stamp(4, 'u'), what: 'undone', of: ['c'] };
    expect(history([undone, ...events, events[0]!]).map(({ id }) => id)).toEqual(['a', 'b']);
  });

  test('is taken back a draw at a time, or a reset', () => {
    const reset: Event = { ...stamp(9, 'r'), what: 'reset' };
    expect(last(events).map(({ id }) => id)).toEqual(['b', 'c']);
    expect(last([reset, ...events])).toEqual([reset]);
    expect(last([{ ...stamp(4, 'u'), what: 'undone', of: ['b', 'c'] }, ...events]).map(({ id }) => id)).toEqual(['a']);
    expect(last([])).toEqual([]);
    const read: Event = { ...stamp(5, 'h'), what: 'read', of: ['p'], draw: 'y', day: '2026-11-22' };
    expect(last([...events, read]).map(({ id }) => id)).toEqual(['b', 'c', 'h']);
    expect(last([...events, { ...read, draw: 'z' }])).toEqual([{ ...read, draw: 'z' }]);
  });
});

test('counting stops before numbers lose their last digit', () => {
  const { n } = stamped({ what: 'reset' }, { clock: 2 ** 48, id: 'i', at: 'now', by: 'room' });
  expect(readEvent(written(stamped({ what: 'reset' }, { clock: n, id: 'i', at: 'now', by: 'room' })))).toMatchObject({ n });
});

test('texts that a reader would call the same have one key', () => {
  expect(textKey('What  NOW?')).toBe(textKey('what now?'));
  expect(textKey('What now?')).not.toBe(textKey('What then?'));
});

test('a time is that of the clock on the wall, with its distance from UTC', () => {
  const now = new Date(2026, 10, 22, 9, 5, 7);
  expect(wallTime(now)).toMatch(/^2026-11-22T09:05:07[+-]\d\d:\d\d$/);
  expect(Date.parse(wallTime(now))).toBe(now.getTime());
});
