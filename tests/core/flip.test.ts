import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { compileDecks } from '../../src/build/decks.js';
import { pairsOf, recognizer, tablesOf } from '../../src/core/flip.js';
import { line } from '../../src/core/problem.js';
import { parseDeck } from '../../src/parse/deck.js';
import { keep, unkeep } from '../../src/store/kept-tables.js';
import { root } from '../run.js';

const builtIn = compileDecks(join(root, 'decks'));
const recognize = recognizer(pairsOf(builtIn));
const heard = (text: string) => recognize(text).pair?.id.replace('how-and-yes/', '') ?? 'none';

/** A recognizer of a deck of one's own, heard along with the built-in ones for their language. */
function own(yaml: string, withBuiltIn = true) {
  const { deck, problems } = parseDeck(yaml, { name: 'own', file: 'own.yaml' });
  expect(problems.map(line)).toEqual([]);
  const groups = pairsOf(withBuiltIn ? [...builtIn, deck!] : [deck!]).filter(({ pairs }) => pairs[0]!.deck === 'own');
  return recognizer(groups);
}

const deck = (pairs: string, more = '') => `title: t\n${more}prompts:\n${pairs}`;

describe('a How is heard', () => {
  test.each(pairsOf(builtIn)[0]!.pairs.map(({ how, id }) => [how!, id.replace('how-and-yes/', '')]))('%s as itself', (how, id) => {
    expect(heard(how)).toBe(id);
    expect(heard(how.toUpperCase())).toBe(id);
    expect(heard(`Right. ${how.replace('?', ' ?!')}`)).toBe(id);
  });

  test.each([
    ["What's this going to cost us?", 'cost'],
    ['What’s this going to cost us?', 'cost'],
    ['Um, so, when will it actually be ready?', 'time'],
    ['hwo do we begin', 'method'],
    ['Who foots the bill?', 'cost'],
    ['We can’t afford it.', 'cost'],
    ['If only they would listen.', 'people'],
    ['How will we know it worked?', 'measure'],
    ['Has anyone done this before?', 'precedent'],
  ])('in %j: %s', (text, id) => {
    expect(heard(text)).toBe(id);
  });
});

describe('ties are broken', () => {
  test.each([
    ['the wish that somebody else act goes ahead of method', 'How do we get them to use it?', 'people'],
    ['who else goes ahead of everything', 'How much did other towns spend, and how did they do it?', 'precedent'],
    ['a target goes ahead of time', 'By when will we have hit the target?', 'measure'],
    ['proof goes ahead of time', 'By what date will we have hard evidence?', 'measure'],
    ['"when" about others who should act is about others', 'When are they going to wake up?', 'people'],
    ['"when" about others who wait is about time', 'When can they expect help to come?', 'time'],
    ['a phrase goes ahead of one word', 'What is your approach to the inspectors?', 'method'],
    ['money goes ahead of method', 'How are we going to pay for this?', 'cost'],
  ])('%s', (_, text, id) => {
    expect(heard(text)).toBe(id);
  });
});

describe('none of the six is heard', () => {
  test.each(pairsOf(builtIn)[0]!.pairs.map(({ text }) => [text]))('in a Yes question: %s', (text) => {
    expect(heard(text)).toBe('none');
  });

  test.each([
    'How are you?',
    'How long have you worked here?',
    'How does DNS work?',
    'The price of bread went up.',
    'Proof of address is needed.',
    'Why?',
    'How come nobody told me?',
    'How was your weekend?',
    'What would I regret not having said?',
    '',
    '   ',
    '?',
    '🙂🙂',
    'مرحبا كيف حالك؟',
  ])('in %j', (text) => {
    expect(recognize(text)).toMatchObject({ because: [], score: 0 });
    expect(heard(text)).toBe('none');
  });
});

describe('what is heard', () => {
  test('says why, in the words of the text', () => {
    const { because, score } = recognize('Okay, but HOW LONG will it take them?');
    expect(because.join()).toMatch(/^HOW LONG/);
    expect(score).toBeGreaterThan(0.3);
    expect(score).toBeLessThan(1);
  });

  test('ranks every pair, the one heard first', () => {
    const { pair, ranked } = recognize('How much will it cost, and how long will it take?');
    expect(ranked).toHaveLength(6);
    expect(ranked[0]!.pair).toBe(pair);
    expect(
      ranked
        .slice(0, 2)
        .map(({ pair: { id } }) => id)
        .sort(),
    ).toEqual(['how-and-yes/cost', 'how-and-yes/time']);
  });

  test('is the same every time, whatever was heard before', () => {
    const texts = readFileSync(join(root, 'tests/flip/public.tsv'), 'utf8').split('\n');
    const forwards = texts.map(heard);
    expect(texts.toReversed().map(heard).toReversed()).toEqual(forwards);
  });

  test('never fails, and quotes the text', () => {
    fc.assert(
      fc.property(
        fc.oneof(
          fc.string({ unit: 'binary' }),
          fc.string({ unit: fc.constantFrom('how', 'much', 'when', ' ', '?', "'s", '…', '\0', 'Ａ') }),
        ),
        (text) => {
          const { because, score } = recognize(text);
          for (const words of because) for (const part of words.split(' … ').flatMap((one) => one.split(' '))) expect(text).toContain(part);
          expect(score >= 0 && score <= 1).toBe(true);
        },
      ),
      { numRuns: 300 },
    );
  });
});

describe('a deck of one’s own', () => {
  test('needs no more than a How', () => {
    const mine = own(deck('  - {id: a, text: Who are we?, how: How do we rank?}\n'), false);
    expect(mine('so how do we rank').pair?.id).toBe('own/a');
    expect(mine('how do they rank').pair).toBeUndefined();
  });

  test('is heard with the inflections and lists of its language', () => {
    const mine = own(deck('  - {id: a, text: Who are we?, how: Where do we rank?, cues: [league table, "beat <people>"]}\n'));
    expect(mine("Where's the league tables?").pair?.id).toBe('own/a');
    expect(mine('Can we beat the neighbours?').pair?.id).toBe('own/a');
  });

  test('speaks any language', () => {
    const german = own(
      deck(
        '  - {id: geld, text: Welchen Preis bin ich bereit zu zahlen?, how: Was kostet das?, cues: [kost*, bezahlen, Preis … ?]}\n',
        'language: de\nhearing:\n  endings: [en, e, t, st]\n  fillers: [das, der, die, denn, eigentlich]\n  asks: [was, wer, wie]\n  weights: {köstlich: none 1}\n',
      ),
    );
    expect(german('Was kostet denn das eigentlich?').pair?.id).toBe('own/geld');
    expect(german('Wer bezahlt?').pair?.id).toBe('own/geld');
    expect(german('Der Preis war heiß.').pair).toBeUndefined();
    const chinese = own(deck('  - {id: qian, text: 我愿意付出什么代价？, how: 要花多少钱？, cues: [多少钱]}\n', 'language: zh\n'), false);
    expect(chinese('这个多少钱？').pair?.id).toBe('own/qian');
    expect(chinese('这个很好。').pair).toBeUndefined();
  });

  test.each<[string, string, string, boolean]>([
    ['words in order', 'who pays', 'So who pays then?', true],
    ['words apart', 'who pays', 'Who never pays?', false],
    ['a gap', 'who … pays', 'Who of us all pays?', true],
    ['a gap too wide', 'who ... pays', 'Who of all us many people here today pays?', false],
    ['one of several', 'soon/fast', 'How fast?', true],
    ['a word that may be missing', 'who (else) pays', 'Who pays?', true],
    ['a beginning', 'fundrais*', 'Any fundraisers?', true],
    ['a form', '=others', 'Any other?', false],
    ['a form', '=others', 'Any others?', true],
    ['the start', '. when', 'And when?', false],
    ['the end', 'when .', 'And when?', true],
    ['a question', 'money ?', 'It is about money.', false],
    ['a question', 'money ?', 'Is it about money?', true],
  ])('has cues with %s: %j in %j', (_, cue, text, expected) => {
    const mine = own(deck(`  - {id: a, text: T?, how: Xyzzy?, cues: [${JSON.stringify(cue)}]}\n`));
    expect(mine(text).pair !== undefined).toBe(expected);
  });

  test('may say how much a cue says, for a pair or against it, and what belongs to none', () => {
    const mine = own(
      deck(
        '  - {id: a, text: T?, how: Xyzzy?, cues: [price]}\n',
        'hearing:\n  weights: {bread: a -1, price of fame: none 1, prize: "a 0.5", shiny: "a .5"}\n  asks: [what]\n',
      ),
      false,
    );
    const texts = ['What price?', 'What price, with bread?', 'What is the price of fame?', 'A prize?', 'A shiny prize?'];
    expect(texts.map((text) => mine(text).pair?.id)).toEqual(['own/a', undefined, undefined, undefined, 'own/a']);
  });

  test.each<[string, string, string, boolean]>([
    ['two neighbours swapped', 'grosbeak', 'A grobseak?', true],
    ['a letter missing', 'grosbeak', 'A grosbak?', true],
    ['a letter too many', 'grosbeak', 'A grossbeak?', true],
    ['a letter wrong', 'grosbeak', 'A grosbeek?', true],
    ['in a short form', 'grosbeak', "grosbaek'll ?", true],
    ['two slips', 'grosbeak', 'A grsbek?', false],
    ['the first letter', 'grosbeak', 'A brosbeak?', false],
    ['in a statement', 'grosbeak', 'It was a grobseak.', false],
  ])('forgives a slip of the fingers in a question: %s', (_, cue, text, expected) => {
    const mine = own(deck(`  - {id: a, text: T?, how: Xyzzy?, cues: [${cue}]}\n`));
    expect(mine(text).pair !== undefined).toBe(expected);
  });

  test('is heard in short forms, compound words and words of several parts as they are spelt in full', () => {
    const pair =
      '  - {id: a, text: "Who am I, and/or what\'s mine?", how: "What\'s our rank, and/or place?", cues: ["who\'s (fee-paying)", e-mail/fax]}\n';
    const mine = own(deck(pair));
    for (const text of [
      "What's our rank, and/or place?",
      'What is our rank and or place',
      'Who is fee paying?',
      "Who's?",
      'An e mail?',
      'A fax?',
    ]) {
      expect([text, mine(text).pair?.id]).toEqual([text, 'own/a']);
    }
    expect(mine("Who am I, and/or what's mine?").pair).toBeUndefined();
  });

  test.each<[string, string, boolean]>([
    ['who … the … pays', 'Who of the council pays?', true],
    ['who … (big) … pays', 'Who of them pays?', true],
    ['who … … pays', 'Who pays?', true],
  ])('takes gaps in a row for one: %s', (cue, text, expected) => {
    const mine = own(deck(`  - {id: a, text: T?, how: Xyzzy?, cues: [${JSON.stringify(cue)}]}\n`));
    expect(mine(text).pair !== undefined).toBe(expected);
  });

  test.each([57, 58, 59, 60, 61, 119, 120, 121])('is heard in a sentence of %i words, its mark at the end', (count) => {
    const mine = own(deck('  - {id: a, text: T?, how: Xyzzy?, cues: [florin ?]}\n'), false);
    expect(mine(`${'zebra '.repeat(count - 1)}florin?`).pair?.id).toBe('own/a');
  });

  test('of many pairs: a Yes question of one is no How of another, and a How beside it is', () => {
    const mine = own(deck('  - {id: a, text: What will this cost us in friendships?, how: Xyzzy?, cues: [florin]}\n'));
    const all = recognizer(
      pairsOf([
        ...builtIn,
        parseDeck(deck('  - {id: a, text: What will this cost us in friendships?, how: Xyzzy?}\n'), { name: 'own', file: 'own.yaml' })
          .deck!,
      ]),
    );
    expect(all('What will this cost us in friendships?').pair).toBeUndefined();
    expect(all('What will this cost us in friendships? How long will it take?').pair?.id).toBe('how-and-yes/time');
    expect(mine('A florin?').pair?.id).toBe('own/a');
  });

  test('says why whenever a pair is heard', () => {
    const mine = own(deck('  - {id: a, text: T?, how: Xyzzy?}\n', 'hearing:\n  weights: {florin: none -1}\n'), false);
    expect(mine('florin')).toMatchObject({ because: [], score: 0 });
    expect(mine('florin').pair).toBeUndefined();
  });

  test('may leave pairs out: the others are heard as before', () => {
    const fewer = builtIn.map((deck) => ({ ...deck, prompts: deck.prompts.filter(({ id }) => id !== 'how-and-yes/method') }));
    const some = recognizer(pairsOf(fewer));
    expect(some('How much does it cost?').pair?.id).toBe('how-and-yes/cost');
    expect(some('How are other people doing it successfully?').pair?.id).toBe('how-and-yes/precedent');
  });

  test('is told of a weight for a pair that is not there', () => {
    const { problems } = parseDeck(
      deck('  - {id: cost, text: T?, how: X?}\n', 'hearing:\n  weights: {price: "cots 0.5", bread: none, fees: cost much}\n'),
      { name: 'own', file: 'own.yaml' },
    );
    expect(problems.map(line)).toEqual([
      'own.yaml:3:3: warning: the cue "price" speaks for "cots", which is no pair of this deck; did you mean "cost"?',
      'own.yaml:3:3: warning: the cue "fees" speaks for "cost much", which is no pair of this deck; name one by its id, then how much it says, such as: cost 0.5, none -1',
    ]);
  });

  test('is told of a list that is not there', () => {
    const { problems } = parseDeck(deck('  - {text: T?, how: X?, cues: ["get <peple>"]}\n', 'hearing:\n  words: {people: [staff]}\n'), {
      name: 'own',
      file: 'own.yaml',
    });
    expect(problems.map(line)).toEqual([
      'own.yaml:5:25: warning: the cue "get <peple>" names the list <peple>, which is not there; did you mean <people>? If not, add it under "words:" in "hearing:"',
    ]);
  });

  test('that is hostile does no harm', () => {
    const optional = Array.from({ length: 8000 }, (_, i) => `(w${i})`).join(' ');
    const cues = [
      optional,
      '(a) '.repeat(60),
      '<loop>',
      '<loop> <loop>',
      '…',
      '… …',
      '. ?',
      '<>',
      '(',
      '/',
      '*',
      '=',
      '__proto__',
      'constructor',
    ];
    const mine = own(
      deck(
        `  - {id: a, text: T?, how: X?, cues: ${JSON.stringify(cues)}}\n`,
        'hearing:\n  words: {loop: [<loop>, <loop> <loop>, a, a <loop>, a a, <loop> <loop> <loop> <loop> <loop> <loop> <loop> <loop>], "": [b]}\n',
      ),
      false,
    );
    for (const text of ['a '.repeat(5000), '']) expect(mine(text).ranked.map(({ pair }) => pair.id)).toEqual(['own/a']);
    expect(mine('constructor').pair?.id).toBe('own/a');
    expect(mine('toString').pair).toBeUndefined();
  });
});

test('what was made ready at build time hears what the deck says', () => {
  const ready = builtIn.map((deck) => {
    const [group] = deck.hearing ? pairsOf([deck]) : [];
    if (!group) return deck;
    const { weights: _, ...hearing } = group.hearing;
    const kept = JSON.parse(JSON.stringify(keep(tablesOf(group))));
    return { ...deck, hearing: { ...hearing, tables: unkeep(kept) } };
  });
  const other = recognizer(pairsOf(ready));
  for (const row of readFileSync(join(root, 'tests/flip/tuning.tsv'), 'utf8').split('\n')) expect(other(row)).toEqual(recognize(row));
});

test('a megabyte of anything is heard out', () => {
  for (const part of ['how do we ', 'a', 'get the people who ', '? ', "what's ", "a'", 'Ａ', 'é', '多少', '\0', '>', '|'])
    expect(recognize(part.repeat(Math.ceil(1e6 / part.length))).ranked).toHaveLength(6);
});

describe('on labelled examples', () => {
  const names = ['method', 'time', 'cost', 'people', 'measure', 'precedent'];
  test.each(['public', 'tuning'])('%s: at least 95 % are heard right, and at most 3 % of those of no pair are answered', (part) => {
    const rows = readFileSync(join(root, `tests/flip/${part}.tsv`), 'utf8')
      .trim()
      .split('\n')
      .slice(1)
      .map((row) => row.split('\t') as [string, string, string]);
    const judged = rows.map(([, text, label]) => ({ label, got: `${names.indexOf(heard(text)) + 1 || 'none'}` }));
    const none = judged.filter(({ label }) => label === 'none');
    expect(judged.filter(({ label, got }) => label === got).length / rows.length).toBeGreaterThanOrEqual(0.95);
    expect(none.filter(({ got }) => got !== 'none').length / none.length).toBeLessThanOrEqual(0.03);
  });
});
