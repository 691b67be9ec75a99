import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Ajv } from 'ajv';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { line } from '../../src/core/problem.js';
import { review } from '../../src/core/review.js';
import { schedule } from '../../src/core/schedule.js';
import { NotUnderstood } from '../../src/importers/entry.js';
import { importers } from '../../src/importers/index.js';
import { toPrompts } from '../../src/importers/prompts.js';
import { newDeck } from '../../src/importers/write.js';
import { parseDeck } from '../../src/parse/deck.js';
import { parseSessionOrPlan } from '../../src/parse/plan.js';
import { agendaSchema } from '../../src/parse/schema.js';
import { settle } from '../../src/parse/settle.js';
import { agendaData } from '../../src/sheet/plan.js';
import { folder, root, run } from '../run.js';

// `npm run fuzz` tries a hundred thousand inputs and more; the tests a few hundred.
const thorough = (import.meta as unknown as { env: { MODE: string } }).env.MODE === 'fuzz';
const runs = (many: number) => ({ numRuns: thorough ? many : Math.ceil(many / 250), endOnFailure: true });
/** No input this small may take longer, in milliseconds, on however slow a machine. */
const patience = 5000;

const read = (...path: string[]) =>
  readdirSync(join(root, ...path))
    .filter((name) => name.endsWith('.yaml'))
    .map((name) => readFileSync(join(root, ...path, name), 'utf8'));
// The head of each deck is enough to be mutated: the rest is more of the same.
const real = [...read('decks').map((text) => text.slice(0, 1500)), ...read('tests', 'parse', 'ok'), ...read('tests', 'parse', 'err')];
const bits = [
  ...'\t\n\r:#-[]{}"\'|>&*!%@`,? \0\x07\x1b\x7f\x85\u00a0\u200b\u2028\u202e\u2066\ufeff\ufffe\ud800é𝕏家0',
  '\r\n',
  '---\n',
  '...\n',
  ': ',
  ' #',
  '- ',
  '? ',
  '<<: ',
  '&a ',
  '*a',
  '!!binary ',
  '!x ',
  '%YAML 1.1\n',
  '__proto__: ',
  'constructor: ',
  '~',
  '.inf',
  '0x1F',
  '1e999',
  '2026-01-01',
  'yes',
  '|+\n ',
  '>-\n  ',
  '\x1b]8;;http://x\x07',
  '</script>',
  '=HYPERLINK("x")',
  'prompts:\n',
  'allow: [closed]\n',
  '"\\ud800"',
  '"\\e[2J"',
  '[[[[[[',
  '{a: '.repeat(40),
  '- '.repeat(250),
];
const edits = fc.array(fc.tuple(fc.nat(), fc.nat(12), fc.oneof(fc.constantFrom(...bits), fc.string({ unit: 'binary', maxLength: 3 }))), {
  maxLength: 8,
});
const mutated = (texts: readonly string[]) =>
  fc
    .tuple(fc.constantFrom(...texts), edits)
    .map(([text, all]) =>
      all.reduce((now, [at, cut, put]) => now.slice(0, at % (now.length + 1)) + put + now.slice((at % (now.length + 1)) + cut), text),
    );
const inputs = (texts: readonly string[]) =>
  fc.oneof(
    { weight: 8, arbitrary: mutated(texts) },
    fc.string({ unit: 'binary', maxLength: 200 }),
    fc.array(fc.constantFrom(...bits), { maxLength: 60 }).map((all) => all.join('')),
  );

function timed<T>(work: () => T): T {
  const before = performance.now();
  const result = work();
  expect(performance.now() - before).toBeLessThan(patience);
  return result;
}

test('a deck of any making is read or refused, with its problems in one line each; what is accepted round-trips', () => {
  let accepted = 0;
  fc.assert(
    fc.property(inputs(real), (text) => {
      const reading = timed(() => parseDeck(text, { name: 'd', file: 'd.yaml' }));
      const { deck, problems, locate } = reading;
      expect(deck !== undefined || problems.length > 0).toBe(true);
      for (const problem of problems) {
        expect(line(problem)).not.toMatch(/[\0-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069]/);
        expect(problem.place.line).toBeGreaterThan(0);
      }
      if (!deck) return;
      accepted++;
      for (const problem of timed(() => review([{ deck, ...reading }])))
        expect(line(problem)).toMatch(/^d\.yaml:\d+:\d+: (?:warning|advice): /);
      for (const prompt of deck.prompts) expect(locate(prompt.id, prompt.text).line).toBeGreaterThan(0);
      const plainly = (prompts: typeof deck.prompts) => JSON.parse(JSON.stringify(prompts.map(({ language: _, ...prompt }) => prompt)));
      const written = deck.prompts.map(({ deck: _d, language: _l, id, ...prompt }) => ({ ...prompt, id: id.slice(2) }));
      const again = parseDeck(newDeck({ title: deck.title }, written), { name: 'd', file: 'd.yaml' });
      expect(plainly(again.deck?.prompts ?? [])).toEqual(plainly(deck.prompts));
    }),
    runs(60_000),
  );
  expect(accepted).toBeGreaterThan(0);
});

const plan = `title: Our hour
people: 7
start: "14:00"
date: 2026-11-23
timeZone: Europe/Berlin
x-mine: {a: [1]}
blocks:
  - {title: Welcome, minutes: 5, form: plenary, say: ["{{people}} of us"], x-n: 1}
  - title: Round
    minutes: 12
    form: groups
    prompts: [What now?, {id: gifts/a, text: "What then?", how: "How?", edge: 2, group: 3}]
    materials: [pens, {what: cards, per: person, count: 2}]
    draw: {kind: gifts, maxEdge: 1}
  - {title: Close, minutes: 6, form: circle, cut: 1, essential: true, at: "14:20"}
`;
const sessions = [...read('decks', 'sessions').map((text) => text.slice(0, 1800)), ...read('tests', 'parse', 'sessions'), plan];

test('a session or an agenda of any making is read or refused; a session can be fitted, an agenda is what its schema says', () => {
  const atHand = { date: '2026-11-23', timeZone: 'UTC', seed: 'kelp' };
  const wish = { ...atHand, people: 9, channel: 'room' as const, start: '14:00' };
  const valid = new Ajv({ strictTypes: false }).compile(agendaSchema());
  const accepted = { sessions: 0, agendas: 0 };
  fc.assert(
    fc.property(inputs(sessions), (text) => {
      const { session, agenda, problems } = timed(() => parseSessionOrPlan(text, { name: 's', file: 's.yaml', atHand }));
      expect(session !== undefined || agenda !== undefined || problems.length > 0).toBe(true);
      for (const problem of problems) expect(line(problem)).not.toMatch(/[\0-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069]/);
      if (session) {
        accepted.sessions++;
        const answer = timed(() => schedule(session, wish, []));
        expect('ok' in answer || 'refusal' in answer).toBe(true);
      }
      if (!agenda) return;
      accepted.agendas++;
      const shown = JSON.parse(JSON.stringify(agendaData(agenda)));
      expect(valid(shown) || valid.errors).toBe(true);
      const again = parseSessionOrPlan(JSON.stringify(shown), { name: 's', file: 's.json', atHand }).agenda;
      expect(again && JSON.parse(JSON.stringify(agendaData(again)))).toEqual(shown);
    }),
    runs(20_000),
  );
  expect(Math.min(accepted.sessions, accepted.agendas)).toBeGreaterThan(thorough ? 10 : -1);
});

const foreign = [
  ...real.slice(0, 12),
  'question,category,tags\n"A, ""b""?",gifts,"x;y"\nC?,,\n',
  'a;b\nA?;B?\n;C?\n',
  'id\tdeck\tkind\ttext\nd/a\td\tgifts\tA\\t?\n',
  '# T\n\n## Gifts\n\n- **A?**\n  - Ahead of: B?\n  - note\n1. [ ] C?\n\n```\ncode\n```\n<b>x</b>\n',
  '["A?",{"text":"B?","level":"society"},7,null]',
  '{"gifts":["A?"],"n":{"a":[]}}',
  '"A?"\n{"q":"B?"}\n',
  'A\n%\nB_\bC\n\t\t-- Me\n%\n',
  '#separator:tab\n#html:true\n#tags column:3\nA &amp; <b>b</b>?\tback\tx y\n',
  '- A?\n- b: C?\n  d: [1, {e: f}]\n',
];

describe.each(importers.map(({ name, load }) => ({ name, load })))('a file taken for $name', ({ load }) => {
  test('is understood or refused, no entry is lost, and what comes of it is a deck', async () => {
    const understand = await load();
    fc.assert(
      fc.property(
        inputs(foreign),
        fc.record({ column: fc.constantFrom(undefined, '1', 'x'), header: fc.constantFrom(undefined, true, false) }),
        (text, wish) => {
          timed(() => {
            let understood: ReturnType<typeof understand>;
            try {
              understood = understand(text, wish);
            } catch (error) {
              if (error instanceof NotUnderstood) return;
              throw error;
            }
            const { prompts, left, deck: head } = toPrompts(understood, { settle });
            expect(prompts.length + left.length).toBe(understood.entries.length + understood.left.length);
            const { deck, problems } = parseDeck(newDeck({ title: 't', ...head }, prompts), { name: 'd', file: 'd.yaml' });
            expect(problems.filter(({ severity }) => severity === 'error')).toEqual([]);
            expect(deck!.prompts.map(({ id, text: said }) => [id.slice(2), said])).toEqual(
              prompts.map((prompt) => [prompt.id, prompt.text]),
            );
          });
        },
      ),
      runs(5_000),
    );
  });
});

test('the whole command meets any file with an exit code of its own, no stack, and nothing for the terminal to obey', async () => {
  const cwd = folder();
  const commands = [
    ['check'],
    ['check', '--json', '--strict'],
    ['draw', '-d'],
    ['print', '-f', 'csv', '-d'],
    ['list', 'decks', '-d'],
    ['import', '--dry-run'],
    ['import', '-q'],
    ['agenda', '-f', 'csv'],
    ['review', '--json'],
  ];
  const { writeFileSync } = await import('node:fs');
  await fc.assert(
    fc.asyncProperty(
      inputs([...real, ...foreign, ...sessions]),
      fc.constantFrom(...commands),
      fc.constantFrom('d.yaml', 'd.txt', 'd.csv'),
      async (text, argv, file) => {
        writeFileSync(join(cwd, file), text);
        const before = performance.now();
        const { code, stdout, stderr } = await run({ cwd }, ...argv, argv.includes('-d') ? `./${file}` : file);
        expect(performance.now() - before).toBeLessThan(patience);
        expect([0, 1, 2, 3]).toContain(code);
        expect(stderr).not.toMatch(/ at .*\.[jt]s:\d|this is a bug/);
        expect(stderr + stdout.replace(/\r\n/g, '\n')).not.toMatch(/[\0-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029]/);
      },
    ),
    runs(10_000),
  );
});
