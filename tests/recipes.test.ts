import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { deckOf, folder, root } from './run.js';
import { has } from './terminal.js';

const readme = readFileSync(join(root, 'README.md'), 'utf8');
const section = /^## Recipes\n([\s\S]*?)(?=^## )/m.exec(readme)![1]!;
const recipes = [...section.matchAll(/^### (.+)\n[\s\S]*?```sh\n([\s\S]*?)```/gm)].map(([, name, lines]) => ({
  name: name!,
  lines: lines!,
}));

interface Trial {
  readonly needs?: readonly string[];
  readonly files?: Record<string, string>;
  /** What the recipe becomes where it names a place or a program that is not for tests. */
  readonly turned?: (lines: string) => string;
  /** Programs in place of those that would reach out of this machine. */
  readonly programs?: Record<string, string>;
  readonly says: RegExp;
  /** A file it leaves, and what is in it. */
  readonly leaves?: readonly [file: string, holding: RegExp];
}

const question = /^[^\n]+\?\n$/;
const trials: Readonly<Record<string, Trial>> = {
  'The question of the day in every new shell': { says: question },
  'The message of the day, or a status line': {
    turned: (lines) => lines.replace('/etc/motd', 'motd'),
    says: /^$/,
    leaves: ['motd', question],
  },
  "A question in the team's chat, every working day at nine": {
    needs: ['jq'],
    // What cron runs is what follows the five fields.
    turned: (lines) => lines.replace(/^(\S+ ){5}/m, ''),
    programs: { curl: 'cat > posted; echo "$@" > asked' },
    says: /^$/,
    leaves: ['posted', /^\{\s*"text": ".+"\s*\}\n$/],
  },
  'Picking one by eye, with fzf': {
    needs: ['fzf'],
    programs: { fzf: 'PATH=${PATH#*:} exec fzf --filter "refusal postponing" "$@"' },
    says: /^What refusal have I been postponing\?\n$/,
  },
  'An invitation for the calendar': {
    says: /^$/,
    leaves: ['invitation.ics', /^BEGIN:VCALENDAR\r\n[\s\S]*BEGIN:VEVENT\r\n[\s\S]*END:VCALENDAR\r\n$/],
  },
  'Cards to the printer': { programs: { lp: 'cat > printed' }, says: /^$/, leaves: ['printed', /^%PDF-1/] },
  'A room that a team shares in git': {
    needs: ['git'],
    // A repository to push to, and somebody to commit.
    turned: (lines) => `git init -q --bare origin; git clone -q origin ours 2>/dev/null; cd ours
git config user.name A; git config user.email a@example.org; git config push.default current
${lines}git -C ../origin log --all --format=%s > ../log`,
    says: question,
    leaves: ['log', /^What we were asked\n$/],
  },
  'Counting what a deck has, with jq': { needs: ['jq'], files: { 'my-deck.yaml': deckOf('A?', 'B?') }, says: /^2 gifts, 0 minutes\n$/ },
  'A deck from a spreadsheet, or from anything that makes lines': {
    needs: ['jq'],
    files: { 'questions.txt': 'What is "it"?\n' },
    says: /^What is "it"\?\n$/,
  },
};

describe('the recipes of the README', () => {
  test('are all tried', () => {
    expect(recipes.map(({ name }) => name)).toEqual(Object.keys(trials));
  });

  test.each(recipes)('$name', ({ name, lines }) => {
    const { needs = [], files = {}, turned = (same: string) => same, programs = {}, says, leaves } = trials[name]!;
    const missing = needs.filter((program) => !has(program));
    if (missing.length) return console.warn(`skipped: needs ${missing.join(', ')}`);
    const convene = `exec '${process.execPath}' '${join(root, 'bin', 'convene.js')}' "$@"`;
    const tools = Object.entries({ convene, ...programs }).map(([tool, line]) => [`bin/${tool}`, `#!/bin/sh\n${line}\n`]);
    const cwd = folder({ ...files, ...Object.fromEntries(tools) });
    const { status, stdout, stderr } = spawnSync('bash', ['-c', `chmod +x bin/*; set -o pipefail\n${turned(lines)}`], {
      cwd,
      env: { PATH: `${cwd}/bin:${process.env['PATH']}`, HOME: cwd, LC_ALL: 'C.UTF-8' },
      encoding: 'utf8',
      input: '',
    });
    expect({ status, stdout, stderr }).toEqual({ status: 0, stdout: expect.stringMatching(says), stderr: '' });
    if (leaves) expect(existsSync(join(cwd, leaves[0])) && readFileSync(join(cwd, leaves[0]), 'utf8')).toMatch(leaves[1]);
  });
});
