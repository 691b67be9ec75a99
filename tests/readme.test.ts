import { spawn, spawnSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { describe, expect, onTestFinished, test } from 'vitest';
import { environment } from '../src/about.js';
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

test('a blank line stands before every heading of the README', () => {
  const prose = readme.replace(/```[\s\S]*?```/g, '');
  expect(prose.match(/[^\n]\n#{1,6} .*/g)).toBeNull();
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

/** The programs of the README in order, each with what it has to say; `hook` is where a webhook listens. */
const programs: readonly RegExp[] = [
  /^.*\?\n$/,
  /^200\n$/,
  /^<!doctype html>\n<meta charset="utf-8">\n<title>Strategy session<\/title>\n<table>\n<tr><th>14:00<td>[^\n]+\n(<tr>[^\n]+\n){4,}<\/table>\n$/,
  /^#\+title: Yes before How\n\n\* Dissent\n- \[ \] What refusal have I been postponing\?\n\n/,
];
const sources = [...readme.matchAll(/```js\n([\s\S]*?)```/g)].map(([, source]) => source!);

describe('the library examples in the README', () => {
  test('are all run', () => {
    expect(sources).toHaveLength(programs.length);
  });

  test.each(programs.map((says, i) => [i + 1, says] as const))('number %i', async (number, says) => {
    const posted: string[] = [];
    const hook = createServer((request, response) => {
      request.setEncoding('utf8').on('data', (data) => posted.push(data));
      request.on('end', () => response.end());
    });
    await new Promise<void>((done) => hook.listen(0, '127.0.0.1', done));
    onTestFinished(() => void hook.close());
    const WEBHOOK = `http://127.0.0.1:${(hook.address() as AddressInfo).port}/`;
    const library = JSON.stringify(pathToFileURL(join(root, 'dist', 'index.js')).href);
    const cwd = folder({ 'example.mjs': sources[number - 1]!.replace("'convener'", library) });
    const child = spawn(process.execPath, ['example.mjs'], { cwd, env: { PATH: process.env['PATH'] ?? '', HOME: cwd, WEBHOOK } });
    const said = { stdout: '', stderr: '' };
    for (const name of ['stdout', 'stderr'] as const) child[name].setEncoding('utf8').on('data', (data) => (said[name] += data));
    const status = await new Promise((done) => child.on('close', done));
    expect({ status, ...said }).toEqual({ status: 0, stdout: expect.stringMatching(says), stderr: '' });
    if (sources[number - 1]!.includes('WEBHOOK')) expect(JSON.parse(posted.join(''))).toEqual({ text: expect.stringMatching(/\?/) });
  });
});

test.each(environment)('the README says of %s what the manual page says', (name, meaning) => {
  const names = name.split(', ').map((one) => `\`${one}\``);
  expect(readme).toContain(`| ${names.join(', ')} | ${meaning} |`);
});
