import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Deck, Prompt } from '../../src/core/deck.js';
import { type Event, type Memory, nothing, remember } from '../../src/core/ledger.js';
import { deal, outOfPlay, remaining, standing } from '../../src/core/pile.js';

const prompt = (id: string, more: Partial<Prompt> = {}): Prompt => ({
  id: `d/${id}`,
  deck: 'd',
  kind: 'gifts',
  text: id,
  language: 'en',
  ...more,
});
const prompts = (n: number) => Array.from({ length: n }, (_, i) => prompt(`p${i}`));

/** A room that is asked from these prompts time and again. */
function room(decks: readonly Deck[] = []) {
  const events: Event[] = [];
  const note = (happened: object) =>
    events.push({ v: 1, n: events.length + 1, id: `e${events.length}`, at: 'now', by: 'draw', ...happened } as unknown as Event);
  const stands = () => standing(remember(events), decks);
  return {
    note,
    stands,
    ask(pile: readonly Prompt[], count = 1, seed = String(events.length)) {
      const { dealt, reshuffled } = deal(pile, stands(), { count, seed });
      for (const { prompt: one, pile: time } of dealt) note({ what: 'asked', prompt: one.id, text: one.text, draw: seed, pile: time });
      return { asked: dealt.map(({ prompt: one }) => one.text), reshuffled };
    },
  };
}

const memory = (events: readonly object[]): Memory =>
  remember(events.map((event, i) => ({ v: 1, n: i + 1, id: `e${i}`, at: 'now', by: 'draw', ...event }) as unknown as Event));

describe('a pile', () => {
  test('is gone through without a repeat, again and again, and each time round shuffled anew', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 12 }), fc.integer({ min: 1, max: 5 }), fc.string(), (size, count, seed) => {
        const here = room();
        const all = prompts(size);
        let shuffles = 0;
        const asked: string[] = [];
        for (let i = 0; asked.length < size * 3; i++) {
          const draw = here.ask(all, Math.min(count, size), seed + i);
          if (draw.reshuffled) shuffles++;
          expect(new Set(draw.asked).size).toBe(draw.asked.length);
          asked.push(...draw.asked);
        }
        expect(shuffles).toBeGreaterThanOrEqual(2);
        // A draw may take the end of one pile and the start of the next; within each pile nothing comes twice.
        for (let time = 0; time < 3; time++) expect(new Set(asked.slice(time * size, (time + 1) * size)).size).toBe(size);
      }),
    );
  });

  test('that was shuffled does not start with what was asked last', () => {
    for (let seed = 0; seed < 200; seed++) {
      const here = room();
      const all = prompts(8);
      const first = Array.from({ length: 8 }, (_, i) => here.ask(all, 1, `${seed} ${i}`).asked[0]);
      const next = here.ask(all, 1, `${seed} next`);
      expect(next.reshuffled).toBe(true);
      expect(first.slice(-4)).not.toContain(next.asked[0]);
    }
  });

  test('of an empty room is an ordinary draw', () => {
    const all = prompts(20);
    expect(room().ask(all, 3, 'kelp').asked).toEqual(['p4', 'p14', 'p3']);
  });

  test('follows the weights, and leaves out what has none', () => {
    const all = [prompt('a', { weight: 0 }), prompt('b', { weight: 9 }), prompt('c', { weight: 1 })];
    const firsts = Array.from({ length: 1000 }, (_, seed) => room().ask(all, 1, String(seed)).asked[0]);
    expect(firsts.filter((text) => text === 'b').length).toBeGreaterThan(850);
    expect(firsts).not.toContain('a');
    const here = room();
    expect(new Set([1, 2, 3, 4].flatMap(() => here.ask(all).asked))).toEqual(new Set(['b', 'c']));
  });

  test('takes in a new prompt once, not until it has caught up', () => {
    const here = room();
    for (let i = 0; i < 12; i++) here.ask(prompts(4));
    const more = [...prompts(4), prompt('new')];
    expect(here.ask(more).asked).toEqual(['new']);
    expect(here.ask(more).asked).not.toEqual(['new']);
  });

  test('of one kind can be used up without the others', () => {
    const here = room();
    const gifts = prompts(2);
    const all = [...gifts, prompt('x', { kind: 'dissent' }), prompt('y', { kind: 'dissent' })];
    for (let i = 0; i < 4; i++) here.ask(gifts);
    expect(new Set([...here.ask(all).asked, ...here.ask(all).asked])).toEqual(new Set(['x', 'y']));
  });

  test('never gives back what is asked once, unless it is restored', () => {
    const here = room();
    const all = [prompt('a', { once: true }), prompt('b'), prompt('c')];
    const asked = Array.from({ length: 9 }, () => here.ask(all).asked[0]);
    here.note({ what: 'reset' });
    asked.push(...Array.from({ length: 4 }, () => here.ask(all).asked[0]));
    expect(asked.filter((text) => text === 'a')).toHaveLength(1);
    expect(remaining(all, here.stands())).toMatchObject({ of: 2, once: 1 });
    here.note({ what: 'restored', prompt: 'd/a', text: 'a' });
    expect(outOfPlay(all[0]!, here.stands()(all[0]!))).toBeUndefined();
  });

  test('knows a text by another name, and a deck by the name it had', () => {
    const asked = memory([
      { what: 'asked', prompt: 'old/p', text: 'Before it was edited?', draw: 'x', pile: 1 },
      { what: 'asked', prompt: 'other/q', text: 'The same TEXT?', draw: 'x', pile: 1 },
      { what: 'retired', prompt: 'old/r', text: 'r' },
    ]);
    const deck = { name: 'd', was: ['old'] } as unknown as Deck;
    const stands = standing(asked, [deck]);
    expect(stands(prompt('p', { text: 'After?' })).pile).toBe(1);
    expect(stands(prompt('z', { text: 'The same text?' })).pile).toBe(1);
    expect(stands(prompt('r', { text: 'Anew?' })).retired).toBe(true);
    expect(standing(asked, [])(prompt('p', { text: 'After?' })).pile).toBe(0);
  });

  test('passes over what somebody else is showing, and says where that would have come first', () => {
    const [a, b] = prompts(2) as [Prompt, Prompt];
    const fresh = standing(nothing, []);
    expect(deal([a, b], fresh, { count: 1, seed: 's', held: new Set([a]) })).toMatchObject({
      dealt: [{ prompt: b, pile: 1 }],
      ahead: false,
    });
    expect(deal([a], fresh, { count: 1, seed: 's', held: new Set([a]) })).toMatchObject({ dealt: [], ahead: true });
    const used = standing(memory([{ what: 'asked', prompt: b.id, text: b.text, draw: 'x', pile: 1 }]), []);
    expect(deal([a, b], used, { count: 1, seed: 's', held: new Set([a]) })).toMatchObject({ dealt: [{ prompt: b }], ahead: true });
  });
});

test('what is left is counted until the pile is used up', () => {
  const here = room();
  const all = prompts(3);
  const left = () => remaining(all, here.stands()).left;
  const counts = [
    left(),
    ...[1, 2, 3, 4, 5, 6].map(() => {
      here.ask(all);
      return left();
    }),
  ];
  expect(counts).toEqual([3, 2, 1, 0, 2, 1, 0]);
  expect(remaining([], here.stands())).toEqual({ left: 0, of: 0, retired: 0, once: 0 });
});
