import { spawnSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { commands } from '../src/commands/index.js';
import { Exit } from '../src/failure.js';
import { formats } from '../src/formats/index.js';
import { promptKeys } from '../src/parse/deck.js';
import { sessionBlockKeys, sessionKeys } from '../src/parse/session.js';
import { folder, root } from './run.js';

const path = join(root, 'README.md');
const readme = readFileSync(path, 'utf8');
const has = (program: string) => spawnSync('bash', ['-c', `command -v ${program}`]).status === 0;

/** Runs one line of shell as a reader would, `convene` being the built command; what it says on either stream, in order. */
function said(line: string, cwd: string): string {
  const inside = `convene() { '${process.execPath}' '${join(root, 'bin', 'convene.js')}' "$@"; }\n{ ${line}\n} 2>&1`;
  return spawnSync('bash', ['-c', inside], {
    cwd,
    env: { PATH: process.env['PATH'] ?? '', HOME: cwd, LC_ALL: 'C.UTF-8' },
    encoding: 'utf8',
  }).stdout;
}

const blocks = [...readme.matchAll(/```console\n([\s\S]*?)```/g)].map(([, block]) => block!);
const steps = (block: string) =>
  block.split(/^(?=\$ )/m).map((step) => ({ line: /^\$ (.*)\n/.exec(step)![1]!, output: step.replace(/^.*\n/, '') }));

describe('every command in the README does what the README shows', () => {
  let updated = readme;
  for (const block of blocks) {
    const lines = steps(block);
    const missing = lines.some(({ line }) => /\bjq\b/.test(line)) && !has('jq');
    test.skipIf(missing)(`${lines[0]!.line}${missing ? ' (needs jq)' : ''}`, () => {
      const cwd = folder();
      const now = lines.map(({ line }) => `$ ${line}\n${said(line, cwd)}`).join('');
      if (process.env['UPDATE_README']) {
        updated = updated.replace(`\`\`\`console\n${block}`, () => `\`\`\`console\n${now}`);
        writeFileSync(path, updated);
      } else expect(now).toBe(block);
    });
  }
});

describe('the README speaks of', () => {
  test.each(commands.map(({ name }) => name))('the command %s', (name) => {
    expect(readme).toMatch(new RegExp(`convene ${name}\\b`));
  });

  test.each(formats.map(({ name }) => name))('the format %s', (name) => {
    expect(readme).toContain(`\`${name}\``);
  });

  test.each([...Object.keys(promptKeys), ...Object.keys(sessionKeys), ...Object.keys(sessionBlockKeys)])('the key %s', (key) => {
    expect(readme).toContain(`\`${key}\``);
  });

  test.each(Object.values(Exit))('the exit code %i', (code) => {
    expect(readme).toContain(`\n| ${code} | `);
  });
});

test('the library example in the README runs', async () => {
  const program = /```js\n([\s\S]*?)```/.exec(readme)![1]!;
  const cwd = folder({ 'example.mjs': program.replace("'convener'", JSON.stringify(join(root, 'dist', 'index.js'))) });
  const { status, stdout, stderr } = spawnSync(process.execPath, ['example.mjs'], { cwd, encoding: 'utf8' });
  expect({ status, stdout, stderr }).toEqual({ status: 0, stdout: expect.stringMatching(/\S/), stderr: '' });
});
