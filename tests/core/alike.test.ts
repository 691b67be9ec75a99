import { describe, expect, test } from 'vitest';
import { alike } from '../../src/core/alike.js';

describe('texts that say nearly the same', () => {
  test.each([
    ['What comes so easily to you that you forget to offer it?', 'What comes easily to us that we forget to offer?'],
    ['Which promise are you no longer able to keep?', 'What promises are we no longer able to keep?'],
    ['¿Qué queremos conservar juntos ahora?', '¿Que queremos conservar juntos ahora, hoy?'],
  ])('%s and %s', (a, b) => {
    expect(alike([a, 'Something else entirely', b])).toEqual([[0, 2]]);
  });

  test.each([
    ['What do you want to keep?', 'What do you want to lose?'],
    ['Where do you feel at home?', 'When do you feel at home?'],
    ['What is the risk of asking for what I want?', 'What is the risk if I don’t?'],
    ['Why?', 'Why?'],
  ])('are not %s and %s', (a, b) => {
    expect(alike([a, b])).toEqual([]);
  });

  test('are found among thousands', () => {
    const many = Array.from({ length: 20_000 }, (_, i) => `Which w${i % 997} of the x${i % 1009} do you y${i % 991} in z${i}?`);
    expect(alike([...many, many[7]!.replace('?', ' today?').replace('Which', 'What')]).at(-1)).toEqual([7, 20_000]);
  });

  test('are searched no longer than a while where all have the same words', () => {
    const words = Array.from({ length: 40 }, (_, i) => `w${i}`);
    const hostile = Array.from({ length: 5000 }, (_, i) => `${words.filter((_, j) => j !== i % 40).join(' ')} v${i}`);
    expect(alike(hostile).length).toBeGreaterThan(0);
  });
});
