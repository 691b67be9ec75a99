import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { selectLater } from '../../src/core/catalogue.js';
import { type Deck, kindsOf, tagsOf } from '../../src/core/deck.js';
import { draw, drawFrom } from '../../src/core/draw.js';
import { chance, hash, leastFor } from '../../src/core/random.js';
import { type Criteria, select } from '../../src/core/select.js';
import { realIo } from '../../src/io.js';
import { parseDeck } from '../../src/parse/deck.js';
import { snapshot, unkept } from '../../src/store/cache.js';
import { catalogued } from '../../src/store/catalogue.js';
import { luck } from '../../src/store/luck.js';
import { makeCatalogue } from '../../src/store/make-catalogue.js';
import { folder, type Outcome, root, run } from '../run.js';

const later = () => new Date(Date.now() + 10_000);

/** The deck in a file by its catalogue, and by the full reader. */
function bothWays(cwd: string, name: string, text: string): { lazy: Deck; full: Deck } {
  const path = join(cwd, `${name}.yaml`);
  writeFileSync(path, text);
  const io = { ...realIo(), now: later };
  const file = snapshot(io, path)!;
  const made = makeCatalogue(io, file, { name, shown: path });
  if (!('parts' in made)) throw new Error(`declined: ${JSON.stringify(made)}\n${text}`);
  const entry = unkept(made.parts);
  const { deck, problems } = catalogued(io, file, path, () => entry)!;
  const full = parseDeck(text, { name, file: '' });
  expect(problems).toEqual(full.problems);
  return { lazy: deck, full: full.deck! };
}

/** Whether the two draw the same; declined is the same as well, as the prompts are read then. */
function sameDraw(
  lazy: readonly Deck[],
  full: readonly Deck[],
  criteria: Criteria,
  choice: { count: number; seed: string; aside: boolean },
) {
  const selection = selectLater(lazy, criteria, choice);
  const taken = selection.take!(choice);
  const expected = draw(select(full, criteria, choice).prompts, choice);
  if (taken) expect(taken).toEqual(expected);
  expect(drawFrom(selection, choice)).toEqual(expected);
  return taken !== undefined;
}

const text = fc.constantFrom(
  'What now?',
  'what now',
  'WHAT NOW?',
  'Who else?',
  'Why here?',
  'And then?',
  'So?',
  'Où?',
  'A',
  'B',
  'C',
  'D',
  'E',
);
const source = fc.record(
  {
    text,
    kind: fc.constantFrom('gifts', 'Wants', 'dissent', 'odd'),
    how: fc.constantFrom('How?', 'How much?'),
    level: fc.constantFrom('society', '[individual, society]'),
    settings: fc.constantFrom('town-hall', '[staff-meeting, town-hall]'),
    channels: fc.constantFrom('room', '[phone, virtual]'),
    edge: fc.constantFrom('1', '2', '3'),
    principles: fc.constantFrom('1', '[1, 2]'),
    tags: fc.constantFrom('calm', '[calm, deep]', 'deep', '["calm,deep"]', '"calm"'),
    weight: fc.constantFrom('0', '0.5', '3', '1', '0.000001'),
    minutes: fc.constantFrom('5', '10'),
  },
  { requiredKeys: ['text'] },
);
const heads = fc.constantFrom(
  '',
  'kind: gifts\n',
  'level: society\ntags: [calm]\nweight: 2\n',
  'aside: true\n',
  'language: de\nhow: How so?\n',
);
const yaml = fc.tuple(heads, fc.array(fc.tuple(source, fc.boolean()), { minLength: 1, maxLength: 40 })).map(([head, sources]) => {
  const bare = new Set<string>();
  const prompts = sources.map(([keys, named], i) => {
    const own = named || bare.has(keys.text.toLowerCase()) ? { ...keys, id: `p${(i * 7919) % 1000}` } : keys;
    bare.add(keys.text.toLowerCase());
    return `  - ${Object.entries(own)
      .map(([key, value]) => `${key}: ${value}`)
      .join('\n    ')}\n`;
  });
  return `title: t\nkinds: [odd]\n${head}prompts:\n${prompts.join('')}`;
});
const some = <T>(...values: T[]) => fc.subarray(values, { maxLength: 2 });
const criteria: fc.Arbitrary<Criteria> = fc.record(
  {
    kinds: some('gifts', 'wants', 'odd', 'dissent'),
    decks: some('big', 'large', 'small'),
    tags: some('calm', 'deep'),
    levels: some('society', 'individual'),
    settings: some('town-hall', 'staff-meeting'),
    channels: some('room', 'phone'),
    languages: some('en', 'de'),
    edges: some(1, 2),
    maxEdge: fc.constantFrom(1, 2),
    principles: some(1, 2),
    paired: fc.boolean(),
    search: fc.constantFrom('', '', '', '', 'what'),
  },
  { requiredKeys: [] },
);

describe('a draw by the catalogue is the draw from all the prompts', () => {
  test('whatever the decks, the criteria, the weights, the seed and the count, and though texts are alike', () => {
    const cwd = folder();
    let taken = 0;
    const asked = fc.record({ criteria, seed: fc.string(), count: fc.integer({ min: 1, max: 12 }), aside: fc.boolean() });
    fc.assert(
      fc.property(yaml, yaml, yaml, fc.array(asked, { minLength: 8, maxLength: 8 }), (a, b, c, choices) => {
        const [big, large] = [bothWays(cwd, 'big', a), bothWays(cwd, 'large', b)];
        const small = parseDeck(c, { name: 'small', file: '' }).deck!;
        const lazy = [small, big.lazy, large.lazy];
        const full = [small, big.full, large.full];
        for (const { criteria, ...choice } of choices) if (sameDraw(lazy, full, criteria, choice)) taken += 1;
        expect(kindsOf(lazy)).toEqual(kindsOf(full));
        expect([...tagsOf(lazy)]).toEqual([...tagsOf(full)]);
        expect(big.lazy.prompts).toEqual(big.full.prompts);
      }),
      { numRuns: 150 },
    );
    expect(taken).toBeGreaterThan(600);
  });

  const many = (n: number, prompt: (i: number) => string) =>
    `title: t\nprompts:\n${Array.from({ length: n }, (_, i) => prompt(i)).join('')}`;

  test.each([
    ['of many prompts', many(3000, (i) => `  - Question ${i}?\n`), 1],
    ['of many prompts with weights', many(3000, (i) => `  - text: Question ${i}?\n    weight: ${i % 7}.5\n`), 1],
    ['where every text stands there forty times', many(2000, (i) => `  - text: Question ${i % 50}?\n    id: q${i}\n`), 1],
    ['where an eighth is the same text', many(12_000, (i) => `  - text: Question ${i % 8 && i}?\n    id: q${i}\n`), 0.5],
    ['where nearly all is the same text', many(3000, (i) => `  - text: Question ${i % 2}?\n    id: q${i}\n`), 0],
    ['of more sorts than are told apart', many(5000, (i) => `  - text: Question ${i}?\n    tags: t${i}\n    weight: ${i % 3}\n`), 0.6],
    ['of more weights than are told apart', many(4500, (i) => `  - text: Question ${i}?\n    minutes: 1${i % 9}\n`), 1],
  ])('%s', (_, text, least) => {
    const { lazy, full } = bothWays(folder(), 'big', text);
    let taken = 0;
    for (let i = 0; i < 40; i++) {
      const asked = i % 5 === 0 && text.includes('tags') ? { tags: ['t1', 't4000'] } : {};
      if (sameDraw([lazy], [full], asked, { count: 1 + (i % 3) * 5, seed: `seed ${i}`, aside: false })) taken += 1;
    }
    expect(taken / 40).toBeGreaterThanOrEqual(least * 0.9);
  });

  test('and the same prompts are told twice', () => {
    const { lazy } = bothWays(
      folder(),
      'big',
      many(60, (i) => `  - Question ${i % 41}?\n`),
    );
    expect(lazy.prompts).toHaveLength(41);
  });
});

describe('a file of more than a megabyte', () => {
  const n = 14_000;
  const deck = (word = 'Question') =>
    `title: t\nprompts:\n${Array.from({ length: n }, (_, i) => `  - text: ${word} ${i} about this and that, and what it would take?\n    kind: ${i % 2 ? 'gifts' : 'wants'}\n`).join('')}`;
  const ask = (cwd: string, ...more: string[]): Promise<Outcome> =>
    run({ cwd, now: later(), terminal: 80, env: { NO_COLOR: '1' } }, 'draw', '-d', 'my.yaml', '--seed', 'kelp', '--json', ...more);

  test('is drawn from as if it were read', async () => {
    const cwd = folder({ 'my.yaml': deck() });
    const first = await ask(cwd, '-n', '3');
    const whole = parseDeck(deck(), { name: 'my', file: '' }).deck!;
    expect(JSON.parse(first.stdout)).toMatchObject(draw(whole.prompts, { count: 3, seed: 'kelp' }));
    expect(await ask(cwd, '-n', '3')).toEqual(first);
    const { stderr } = await ask(cwd, '-n', '3', '--explain', 'gifts');
    expect(stderr).toContain(`kinds: ${n / 2} left out`);
  });

  test('is looked at anew when it has changed', async () => {
    const cwd = folder({ 'my.yaml': deck() });
    await ask(cwd);
    writeFileSync(join(cwd, 'my.yaml'), deck('Quastion'));
    expect((await ask(cwd)).stdout).toContain('Quastion');
  });

  test('is drawn from alike where its catalogue is cut short or what describes it was changed, and soundly whatever was changed', async () => {
    const cwd = folder({ 'my.yaml': deck() });
    const first = await ask(cwd);
    const place = join(cwd, 'home/.cache/convene');
    const [name] = readdirSync(place);
    const whole = readFileSync(join(place, name!));
    const start = whole.subarray(0, whole.indexOf('\n') + 1).toString();
    const described = (JSON.parse(start).parts as { length: number }[]).slice(0, 3).reduce((sum, { length }) => sum + length, start.length);
    expect(whole.length - described).toBe(n * (8 + 8 + 8));
    await fc.assert(
      fc.asyncProperty(
        fc.oneof(fc.nat(described - 1), fc.nat(whole.length - 1)),
        fc.integer({ min: 1, max: 255 }),
        fc.boolean(),
        async (at, flip, cut) => {
          const bytes = Buffer.from(cut ? whole.subarray(0, at) : whole);
          if (!cut) bytes[at]! ^= flip;
          writeFileSync(join(place, name!), bytes);
          const again = await ask(cwd);
          if (cut || at < described) expect(again).toEqual(first);
          expect(again).toMatchObject({ code: 0, stderr: '' });
          expect(deck()).toContain(`${JSON.parse(again.stdout)[0].text}\n`);
        },
      ),
      { numRuns: 40 },
    );
  });

  test('that is not plain is read in full, or refused with the line where it stops to be', async () => {
    const odd = `${deck()}  - |\n    Of several\n    lines?\n`;
    expect(await ask(folder({ 'my.yaml': odd }))).toMatchObject({ code: 0 });
    const most = `${deck()}${deck().slice(17).repeat(3).replaceAll('Question', 'And')}`.replace(
      /\d+ about/g,
      () => `${Math.random()} about`,
    );
    expect(await ask(folder({ 'my.yaml': `${most}  - |\n    Of several\n    lines?\n` }))).toMatchObject({
      code: 3,
      stdout: '',
      stderr: expect.stringMatching(/^my.yaml:\d{6}:1: the file is larger than \d MB, and one so large is read line by line/),
    });
  });

  test('whose head is wrong is refused with what is wrong', async () => {
    const wrong = deck()
      .replace('title', 'titel')
      .padEnd(5 * 1024 * 1024, '  - Again and again?\n');
    expect(await ask(folder({ 'my.yaml': wrong }))).toMatchObject({
      code: 3,
      stderr: expect.stringContaining('my.yaml:1:1: unknown key "titel"'),
    });
  });
});

test('the loop over many names finds all that chance favours, and few others', () => {
  const { names, among } = luck({ ...realIo(), root });
  const word = fc.integer({ min: 0, max: 2 ** 32 - 1 });
  const some = fc.record({
    from: fc.nat(300),
    count: fc.nat(300),
    u: fc.double({ min: 0, max: 1, noNaN: true }),
    seed: fc.tuple(word, word),
  });
  for (let i = 0; i < names.length; i++) names[i] = hash(`name ${i}`)[0];
  fc.assert(
    fc.property(some, ({ from, count, u, seed }) => {
      const to = from + count;
      const found = among(seed, { from, to, least: leastFor(u) });
      const all = Array.from({ length: count }, (_, i) => from + i).map((place) => ({
        place,
        name: [names[2 * place]!, names[2 * place + 1]!] as const,
      }));
      const least = (wanted: number) => all.filter(({ name }) => chance(seed, name) >= wanted);
      expect(found).toEqual(expect.arrayContaining(least(u)));
      expect(least(u - 2 ** -24)).toEqual(expect.arrayContaining(found));
    }),
  );
});
