import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { parseDeck } from '../../src/parse/deck.js';
import { parsePlainDeck } from '../../src/parse/plain-deck.js';
import { root } from '../run.js';

const as = { name: 'd', file: 'd.yaml' };
const bytes = (text: string) => Buffer.from(text);
const plainly = (text: string) => parsePlainDeck(bytes(text), as);
const decks = readdirSync(join(root, 'decks')).filter((name) => name.endsWith('.yaml'));
const samples = [
  ...decks.map((name) =>
    readFileSync(join(root, 'decks', name), 'utf8')
      .slice(0, 3000)
      .replace(/\n\n(?!.*\n\n)[\s\S]*$/, '\n'),
  ),
  ...['ok', 'err'].flatMap((folder) =>
    readdirSync(join(import.meta.dirname, folder))
      .filter((name) => name.endsWith('.yaml'))
      .map((name) => readFileSync(join(import.meta.dirname, folder, name), 'utf8')),
  ),
];

/** The same deck with the same problems, in the same order of keys; or declined. True where it was read. */
function alike(text: string): boolean {
  const plain = plainly(text);
  if (!plain) return false;
  const { deck, problems } = parseDeck(
    Buffer.from(text)
      .toString('utf8')
      .replace(/^\ufeff/, ''),
    as,
  );
  expect(JSON.stringify(plain)).toBe(JSON.stringify({ deck, problems }));
  return true;
}

describe('what is read plainly is read as by the full reader, or declined', () => {
  test('most of the built-in decks', () => {
    const read = decks.filter((name) => alike(readFileSync(join(root, 'decks', name), 'utf8')));
    expect(read.length).toBeGreaterThan(decks.length / 2);
  });

  const odd = '\t\r:#-[]{}"\'|>&*!%@`,? \\~.0159e\u00a0\u200d\ufeff\u2028é海🌊';
  const words = `What ¦ now? ¦ null ¦ true ¦ ~ ¦ no ¦ 12 ¦ 1e3 ¦ 0x1F ¦ 3 of us ¦ a: b ¦ a:b ¦ # x ¦ #1 ¦ don't ¦ "q" ¦ 's'`.split(' ¦ ');
  const more = `- x ¦ ? x ¦ ! x ¦ & x ¦ * x ¦ |  ¦ > x ¦ [a] ¦ {a: b} ¦ … ¦ — ¦ “Who?” ¦ ¿Qué? ¦ é ¦ 海 ¦ \\ ¦ : ¦ :: ¦ .. ¦ ---`.split(
    ' ¦ ',
  );
  const prose = fc.array(fc.oneof(fc.constantFrom(...words, ...more), fc.string({ maxLength: 3 })), { minLength: 1, maxLength: 4 });
  const sentence = fc.oneof(
    { weight: 2, arbitrary: fc.constantFrom('What now?', 'Who else?', '3 of us, or more', 'Was nun, Frau Müller?') },
    { weight: 1, arbitrary: prose.map((parts) => parts.join(' ').replace(/[\r\n]/g, '')) },
  );
  const quoted = fc.oneof(
    sentence.map((text) => JSON.stringify(text)),
    sentence.map((text) => `'${text.replaceAll("'", "''")}'`),
    sentence.map((text) => `"${text}"`),
  );
  const value = fc.oneof(
    {
      weight: 9,
      arbitrary: fc.constantFrom(
        ...`What now? ¦ gifts ¦ Gift ¦ wnats ¦ society ¦ 2 ¦ [1, 2] ¦ [2] ¦ [2, 1] ¦ one ¦ true ¦ 0.5 ¦ 10`.split(' ¦ '),
      ),
    },
    { weight: 2, arbitrary: sentence },
    { weight: 2, arbitrary: quoted },
    fc
      .array(fc.oneof(sentence, quoted, fc.constantFrom('room', 'individual', '1')), { maxLength: 3 })
      .map((items) => `[${items.join(', ')}]`),
    fc.constantFrom(
      ...` ¦ [] ¦ | ¦ >- ¦ room # all ¦ a # b ¦ 007 ¦ +1 ¦ 1. ¦ -1 ¦ 1e2 ¦ [room ¦ room] ¦ [a,] ¦ [a b, c] ¦ [2,] ¦ [2, 4, 6]`.split(' ¦ '),
    ),
  );
  const key = fc.constantFrom(
    ...`id ¦ text ¦ kind ¦ how ¦ level ¦ settings ¦ channels ¦ minutes ¦ group ¦ edge ¦ address ¦ tags ¦ weight ¦ once ¦ principles ¦ silence ¦ followups ¦ x-mine ¦ txet`.split(
      ' ¦ ',
    ),
  );
  const space = fc.constantFrom(' ', ' ', ' ', '  ', '', '\t');
  const fitting =
    'kind: gifts ¦ kind: Gift ¦ level: [individual, society] ¦ minutes: 10 ¦ group: [2, 4] ¦ group: 3 ¦ id: a-b ¦ id: "x" ¦ how: How? ¦ tags: [a, b c] ¦ weight: 0.5 ¦ once: true ¦ edge: 2 ¦ channels: room ¦ followups: ["What, else?", Why] ¦ address: one';
  const pair = fc.oneof(
    { weight: 3, arbitrary: fc.constantFrom(...fitting.split(' ¦ ')) },
    { weight: 1, arbitrary: fc.tuple(key, space, value).map(([name, gap, text]) => `${name}:${gap}${text}`) },
  );
  const line = fc.oneof(
    { weight: 6, arbitrary: sentence.map((text) => `  - ${text}`) },
    { weight: 4, arbitrary: quoted.map((text) => `  - ${text}`) },
    {
      weight: 8,
      arbitrary: fc
        .tuple(sentence, fc.array(pair, { maxLength: 3 }))
        .map(([text, pairs]) => [`  - text: ${text}`, ...pairs.map((one) => `    ${one}`)].join('\n')),
    },
    {
      weight: 8,
      arbitrary: fc.array(pair, { maxLength: 2 }).map((pairs) => ['  - text: What now?', ...pairs.map((one) => `    ${one}`)].join('\n')),
    },
    {
      weight: 1,
      arbitrary: fc.constantFrom(
        ...` ¦     ¦ # a remark ¦     # a remark ¦   - ¦ - A? ¦    - A? ¦     more ¦ kind: gifts ¦ ... ¦ --- ¦ %YAML 1.1 ¦ \t`.split(' ¦ '),
      ),
    },
    { weight: 1, arbitrary: fc.tuple(space, sentence).map(([gap, text]) => `${gap}${text}`) },
  );
  const head = fc.constantFrom(
    'title: t\n',
    'title: t\n',
    '# about\ntitle: t\nkinds:\n  wnats: odd\n',
    'title: t\nkind: gifts\nlevel: [society]\n',
    '\ufefftitle: é\n# x\nsource: us\nkinds: [wnats]\n',
    'title: "t\n',
    'title: t\nkind: gfts\n',
    '',
  );
  const whole = fc
    .tuple(
      head,
      fc.constantFrom('prompts:\n', 'prompts:\n', 'prompts: \n', 'prompts: # all\n'),
      fc.array(line, { minLength: 1, maxLength: 3 }),
      fc.constantFrom('\n', '\n', '\n', '\r\n', '\r'),
      fc.boolean(),
    )
    .map(([start, prompts, lines, end, last]) => `${start}${prompts}${lines.join('\n')}${last ? '\n' : ''}`.replaceAll('\n', end));
  const mutated = fc
    .tuple(
      fc.constantFrom(...samples),
      fc.array(fc.tuple(fc.nat(), fc.nat(3), fc.constantFrom(...odd, '')), { minLength: 1, maxLength: 3 }),
    )
    .map(([text, edits]) =>
      edits.reduce((t, [at, cut, put]) => t.slice(0, at % (t.length + 1)) + put + t.slice((at % (t.length + 1)) + cut), text),
    );

  test.each([
    ['decks made up line by line', whole, 3000, 0.15],
    ['decks with letters changed', mutated, 700, 0.04],
  ])('%s', (_, texts, numRuns, least) => {
    let read = 0;
    const runs = Number(process.env['CONVENE_RUNS'] ?? 1) * numRuns;
    fc.assert(
      fc.property(texts, (text) => {
        if (alike(text)) read += 1;
      }),
      { numRuns: runs },
    );
    expect(read / runs).toBeGreaterThan(least);
  });

  test('bytes that are no UTF-8 are declined', () => {
    const good = bytes('title: t\nprompts:\n  - A?\n  - B?\n');
    for (const at of [2, good.length - 2, good.length - 1])
      expect(parsePlainDeck(Buffer.from(good).fill(0xc3, at, at + 1), as)).toBeUndefined();
  });
});
