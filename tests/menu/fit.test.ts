import stringWidth from 'string-width';
import { describe, expect, test } from 'vitest';
import { cut, keysTip, rowsFor } from '../../src/menu/fit.js';

describe('a choice is one line of the terminal', () => {
  test.each([
    ['Gifts - what they bring', 40, 'Gifts - what they bring'],
    ['Dissent - a doubt or a no that needs no remedy', 37, 'Dissent - a doubt or a no that needs…'],
    ['Dissent - a doubt or a no that needs no remedy', 39, 'Dissent - a doubt or a no that needs…'],
    ['Gifts - what they have received', 9, 'Gifts…'],
    ['Donaudampfschiffahrt', 9, 'Donaudam…'],
    ['贈り物を受け取る', 9, '贈り物を…'],
    ['👩‍👩‍👧 family', 3, '👩‍👩‍👧…'],
    ['Gifts', 0, '…'],
  ])('%j in %i cells is %j', (text, cells, line) => {
    expect(cut(text, cells, '…')).toBe(line);
    expect(stringWidth(line)).toBeLessThanOrEqual(Math.max(1, cells));
  });
});

test('the list has the rows that are there, and three at least', () => {
  const rows = (height: number, columns: number) => rowsFor('What would you like to ask?', { rows: height, columns });
  expect([rows(24, 80), rows(12, 40), rows(12, 20), rows(4, 40)]).toEqual([20, 8, 7, 3]);
});

test('the keys say how many choices there are where not all are seen, in as many words as fit', () => {
  const tip = (choices: number | undefined, cells: number) => keysTip(choices, cells, { arrows: '↑↓', enter: '⏎' });
  expect([tip(undefined, 80), tip(13, 80), tip(13, 40), tip(13, 20)]).toEqual([
    '↑↓ to move, ⏎ to choose, Ctrl-C to leave',
    '↑↓ for all 13, ⏎ to choose, Ctrl-C to leave',
    '↑↓ for all 13, ⏎ chooses, Ctrl-C leaves',
    '↑↓ for all 13',
  ]);
});
