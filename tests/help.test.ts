import { execFileSync, spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { manualPage, roff } from '../src/build/manual.js';
import { flagOf } from '../src/commands/command.js';
import { commands } from '../src/commands/index.js';
import { helpPage } from '../src/help-page.js';
import { root, run } from './run.js';
import { has } from './terminal.js';

const topics = ['', ...commands.map(({ name }) => name)];
const widths = [20, 33, 40, 59, 60, 72, 80];

describe('help', () => {
  const built = JSON.parse(readFileSync(join(root, 'dist', 'help.json'), 'utf8')) as Record<string, string>;

  test.each(topics)('of %j was built as it would be set now', async (topic) => {
    expect(built[topic]).toBe(await helpPage(topic, 80));
  });

  test.each(topics)('of %j fits every terminal and names everything', async (topic) => {
    const command = await commands.find(({ name }) => name === topic)?.load();
    const flags = command ? [...Object.keys(command.options()).map(flagOf), '--help'] : commands.map(({ name }) => name);
    for (const width of widths) {
      const page = (await helpPage(topic, width))!;
      expect(Math.max(...page.split('\n').map((line) => line.length))).toBeLessThanOrEqual(width);
      for (const flag of flags) expect(page).toContain(`${flag}`);
      expect(page).not.toMatch(/ \n|\n\n\n|undefined/);
    }
  });

  test.each(commands.map(({ name }) => name))(
    'of %s has its purpose in a line, examples first, and its options in groups',
    async (name) => {
      const page = (await helpPage(name, 80))!;
      expect(page).toMatch(/^Usage: convene \S+ [^\n]*\n\n[A-Z][^\n]{4,76}\.\n\nExamples:\n {2}\S/);
      const { examples } = await commands.find((one) => one.name === name)!.load();
      expect(examples.length).toBeGreaterThan(0);
      for (const [line, does] of examples) expect([line.includes('convene'), does.length > 0]).toEqual([true, true]);
    },
  );

  test('says what convene does alone', async () => {
    expect(await helpPage('', 80)).toMatch(/^ {2}convene {2,}a menu, on a terminal$/m);
  });

  test.each([20, 40])('is set anew for a terminal of %i columns', async (terminal) => {
    for (const topic of topics) expect((await run({ terminal }, 'help', topic)).stdout).toBe(await helpPage(topic, terminal));
  });
});

describe('the manual page', () => {
  const page = readFileSync(join(root, 'dist', 'convene.1'), 'utf8');

  test.each(commands.map(({ name }) => name))('speaks of %s and all its options', async (name) => {
    const command = await commands.find((one) => one.name === name)!.load();
    expect(page).toContain(`.SS "convene ${name} `);
    for (const key of Object.keys(command.options())) expect(page).toContain(roff(flagOf(key)));
  });

  test('is what the list of commands makes of it', async () => {
    const [, date, version] = /^\.TH CONVENE 1 (\S+) "convene (\S+)"/.exec(page)!;
    expect(await manualPage({ date: date!, version: version! })).toBe(page);
  });

  test.each([
    ['mandoc', ['-Tlint']],
    ['groff', ['-man', '-ww', '-z', '-Tutf8']],
  ])('has nothing that %s warns about', (program, options) => {
    if (!has(program)) return console.warn(`skipped: needs ${program}`);
    const { status, stdout, stderr } = spawnSync(program, [...options, join(root, 'dist', 'convene.1')], { encoding: 'utf8' });
    expect({ status, stdout, stderr }).toEqual({ status: 0, stdout: '', stderr: '' });
  });

  test.skipIf(!has('groff'))('shows a text as it is (needs groff)', () => {
    const text = `.dot 'quoted' "twice" --flag a\\b ~ ^ \` {{text}} … “é” .md .`;
    const input = `.TH T 1 2026-01-01 t\n.SH S\n${roff(text)}\n`;
    const shown = execFileSync('groff', ['-man', '-Tutf8', '-P-cbou', '-rLL=120n'], { input, encoding: 'utf8' });
    expect(shown).toContain(`\n       ${text}\n`);
  });
});
