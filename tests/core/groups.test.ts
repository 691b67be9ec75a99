import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { fitBoxes, spread } from '../../src/core/fit.js';
import { groupCounts, groupsOf, groupWords, split } from '../../src/core/groups.js';
import { filled } from '../../src/core/say.js';
import { forms, smallForms } from '../../src/core/session.js';
import { grouping, spokenTime, turns, wanted } from '../../src/core/voices.js';

test.each<[number, number[]]>([
  [2, [2]],
  [3, [3]],
  [4, [4]],
  [5, [3, 2]],
  [6, [3, 3]],
  [7, [4, 3]],
  [8, [4, 4]],
  [11, [4, 4, 3]],
  [20, [4, 4, 3, 3, 3, 3]],
])('%i people in threes are %j', (people, groups) => {
  expect(split(people, 3)).toEqual(groups);
});

test.each<[number, number[]]>([
  [6, [6]],
  [7, [7]],
  [9, [5, 4]],
  [20, [6, 6, 4, 4]],
])('%i people in sixes of whole pairs are %j', (people, groups) => {
  expect(groupsOf('sixes', people).toSorted((a, b) => b - a)).toEqual(groups);
});

test('whatever the number, the form and the wish, everyone is in one group and nobody alone', () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 2, max: 10_000 }),
      fc.constantFrom(...smallForms),
      fc.integer({ min: 2, max: 12 }),
      (people, form, size) => {
        const groups = groupsOf(form, people, size);
        expect(groups.reduce((sum, one) => sum + one, 0)).toBe(people);
        expect(Math.min(...groups)).toBeGreaterThanOrEqual(2);
        if (form === 'groups' && people > size + 1) expect(Math.max(...groups)).toBeLessThanOrEqual(size + 1);
      },
    ),
  );
});

test('groups are said as a facilitator would', () => {
  expect([groupWords([4, 3, 3]), groupCounts([4, 3, 3]), groupWords([2, 2]), groupWords([9])]).toEqual([
    'threes and fours',
    '1 × 4, 2 × 3',
    'pairs',
    'groups of 9',
  ]);
  expect([0.25, 0.75, 1, 1.5, 2, 2.5, 18].map(spokenTime)).toEqual([
    ...[
      'Fifteen seconds',
      'Forty-five seconds',
      'One minute',
      'Ninety seconds',
      'Two minutes',
      'Two and a half minutes',
      'Eighteen minutes',
    ],
  ]);
});

describe('the time each voice has', () => {
  const room = (people: number) => ({ people, channel: 'room' as const });

  test('fits into a circle, a word or a sentence at the least; larger ones split up as they sit, and hear a few', () => {
    expect(turns({ form: 'circle' }, 10, room(12))).toEqual({ groups: [12], minutesPerVoice: 0.75, round: 'voice' });
    expect(turns({ form: 'circle' }, 5, room(10))).toEqual({ groups: [10], minutesPerVoice: 0.42, round: 'sentence' });
    expect(turns({ form: 'circle' }, 3, room(13))).toEqual({ groups: [13], minutesPerVoice: 0.17, round: 'word' });
    const pairs = [2, 2, 2, 2, 2, 2, 2, 2, 2, 2, 2, 2, 2];
    expect(turns({ form: 'circle' }, 6, room(26), { before: pairs })).toEqual({
      ...{ groups: pairs, minutesPerVoice: 1.5, round: 'few', share: 2, voices: 2 },
    });
  });

  test('is four minutes and a half at most; what is left is a second round and free talk, but not in an interview', () => {
    expect(turns({ form: 'groups' }, 35, room(12))).toEqual({ groups: [3, 3, 3, 3], minutesPerVoice: 4, again: 4, againAfter: 14 });
    expect(turns({ form: 'pairs', interview: true }, 33, room(12)).minutesPerVoice).toBe(15);
    expect(turns({ form: 'groups' }, 18, room(12))).toMatchObject({ minutesPerVoice: 2.5, again: 2.5, againAfter: 9.5 });
  });

  test.each([
    ['a three that moves, real', { form: 'groups' }, {}, 10],
    ['a three that moves, warm, without silence', { form: 'groups' }, { each: 1.5, silence: 0 }, 8],
    ['a three that moves, sharp', { form: 'groups' }, { each: 3 }, 13],
    ['a three that sits already', { form: 'groups', with: 'same' }, { each: 1, silence: 0 }, 5],
  ] as const)('%s wants its minutes, and gives them', (_, block, how, minutes) => {
    expect(wanted(block, room(12), how)).toBe(minutes);
    const each = 'each' in how ? how.each : 2;
    expect(turns(block, minutes, room(12), { silence: 'silence' in how ? 0 : 60 }).minutesPerVoice).toBe(each);
  });

  test.each([
    [3, 4],
    [10, 4],
    [30, 7],
  ])('sharing after %i groups wants %i minutes', (groups, minutes) => {
    expect(wanted({ form: 'sharing' }, room(groups * 3))).toBe(minutes);
  });

  test('on the phone up to five share the line, more ring their three', () => {
    const move = (people: number) => {
      const gathering = { people, channel: 'phone' as const };
      return filled(['{{move}}'], {
        form: 'groups',
        groups: grouping({ form: 'groups' }, gathering),
        minutes: 6,
        minutesPerVoice: 1,
        ...gathering,
        end: '14:20',
      });
    };
    expect(move(5)).toEqual(['Stay on the line. I will call your names in turn.']);
    expect(move(6)).toEqual(['Back on this line at 14:20.', 'Ring the others in your group now.']);
  });

  test('is never negative and seats everyone, whatever the block', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...(Object.keys(forms) as (keyof typeof forms)[])),
        fc.nat(300),
        fc.integer({ min: 2, max: 2000 }),
        fc.constantFrom(0, 15, 60),
        (form, minutes, people, silence) => {
          const { groups, minutesPerVoice } = turns({ form }, minutes, room(people), { silence });
          expect(minutesPerVoice ?? 0).toBeGreaterThanOrEqual(0);
          if (groups.length) expect(groups.reduce((sum, one) => sum + one, 0)).toBe(people);
        },
      ),
    );
  });
});

describe('minutes', () => {
  const boxes = fc.array(
    fc
      .record({
        least: fc.nat(20),
        typical: fc.nat(20),
        most: fc.nat(20),
        small: fc.boolean(),
        cut: fc.option(fc.integer({ min: 1, max: 3 }), { nil: undefined }),
      })
      .map(({ cut, ...box }) => ({
        ...box,
        typical: box.least + box.typical,
        most: box.least + box.typical + box.most,
        ...(cut && { cut }),
      })),
    { minLength: 1, maxLength: 12 },
  );

  test('are whole, add up, and stay within every block; what goes, goes in its order', () => {
    fc.assert(
      fc.property(boxes, fc.nat(400), (some, total) => {
        const found = fitBoxes(some, total);
        if (!found) {
          const firm = some.filter(({ cut }) => cut === undefined).reduce((sum, { least }) => sum + least, 0);
          const most = some.reduce((sum, box) => sum + box.most, 0);
          const whole = spread(some, total);
          expect(whole).toBeUndefined();
          if (total >= firm && total <= most) expect(some.some(({ cut }) => cut !== undefined)).toBe(true);
          return;
        }
        expect(found.minutes.reduce((sum, one) => sum + one, 0)).toBe(total);
        found.kept.forEach((i, k) => {
          expect(found.minutes[k]).toBeGreaterThanOrEqual(some[i]!.least);
          expect(found.minutes[k]).toBeLessThanOrEqual(some[i]!.most);
        });
        const dropped = some.filter((_, i) => !found.kept.includes(i));
        const kept = found.kept.map((i) => some[i]!);
        for (const { cut } of dropped) for (const other of kept) expect(cut!).toBeLessThanOrEqual(other.cut ?? 4);
      }),
      { numRuns: 2000 },
    );
  });
});
