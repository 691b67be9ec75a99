import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { root } from '../run.js';
import { bare, has, terminal } from '../terminal.js';

const deck = 'title: T $(touch title)\nkind: gifts\nprompts: [{id: one, text: "`touch text` %F{red} A?", tags: ["$(touch tag)", plain]}]\n';
const hostile = [
  '$(touch x)',
  '`touch y`',
  "it's",
  'two words',
  'co:lon',
  'semi;touch z',
  'a%F{red}b',
  '-n',
  'ключ',
  'back\\slash',
  '"quoted',
  '~root',
];
const files = {
  ...Object.fromEntries(hostile.map((name) => [`mine/${name}.yaml`, deck])),
  'local file.yaml': deck,
  // Answers TAB as convene does, and shows what the shell makes of the rest of the line.
  'bin/convene': `#!/bin/sh
if [ "$1" = __complete ] || [ "$1" = completion ]; then exec '${process.execPath}' '${join(root, 'bin', 'convene.js')}' "$@"; fi
printf 'given: '; printf '<%s>' "$@"; echo
`,
};

/** What is typed before TAB, and the words convene is then given. */
const everywhere: readonly (readonly [typed: string, ...given: string[]])[] = [
  ['dr', 'draw'],
  ['draw cross', 'draw', 'crossroads'],
  ['draw --tod', 'draw', '--today'],
  ['draw --level soc', 'draw', '--level', 'society'],
  ['draw --level=soc', 'draw', '--level=society'],
  ['draw --tag choice,arriv', 'draw', '--tag', 'choice,arrival'],
  ['draw -f markd', 'draw', '-f', 'markdown'],
  ['show how-and-yes/meas', 'show', 'how-and-yes/measure'],
  ['show meas', 'show', 'measure'],
  ['list cro', 'list', 'crossroads'],
  ['help dra', 'help', 'draw'],
  ['help compl', 'help', 'completion'],
  ['draw -d two', 'draw', '-d', 'two words'],
  ["draw -d 'two", 'draw', '-d', 'two words'],
  ['draw -d "two', 'draw', '-d', 'two words'],
  ['draw -d it', 'draw', '-d', "it's"],
  ['draw -d "it', 'draw', '-d', "it's"],
  ['draw -d "\\$(to', 'draw', '-d', '$(touch x)'],
  ['draw -d co:', 'draw', '-d', 'co:lon'],
  ['draw -d semi', 'draw', '-d', 'semi;touch z'],
  ['draw -d a%', 'draw', '-d', 'a%F{red}b'],
  ['draw -d кл', 'draw', '-d', 'ключ'],
  ['draw -d back', 'draw', '-d', 'back\\slash'],
  ['draw -d "\\$(touch x)" -t pl', 'draw', '-d', '$(touch x)', '-t', 'plain'],
  ['draw -o loc', 'draw', '-o', 'local file.yaml'],
  ['draw -d loc', 'draw', '-d', 'local file.yaml'],
  ['draw -n loc', 'draw', '-n', 'loc'],
  ['draw -d - -t plai', 'draw', '-d', '-', '-t', 'plain'],
  ['nope cro', 'nope', 'cro'],
];
const shells: Readonly<Record<string, { start: string; rows: typeof everywhere }>> = {
  bash: {
    start: `convene completion bash > rc; printf 'PS1="ready> "\\n' >> rc; exec bash --noprofile --rcfile rc -i`,
    rows: [
      ['draw -d \\$', 'draw', '-d', '$(touch x)'],
      ['draw -d \\`', 'draw', '-d', '`touch y`'],
      ["draw -d '`", 'draw', '-d', '`touch y`'],
      ["draw -d 'it", 'draw', '-d', "it's"],
      ['draw --deck=co:', 'draw', '--deck=co:lon'],
      ['draw -d \\~r', 'draw', '-d', '~root'],
      ['draw | convene draw cross', 'draw', 'crossroads'],
      ['draw $(convene draw cross', 'draw', 'given:', '<draw><crossroads>'],
    ],
  },
  zsh: {
    start: `mkdir zfiles; convene completion zsh > zfiles/.zshrc; echo 'PS1="ready> "; setopt no_beep' >> zfiles/.zshrc; ZDOTDIR=$PWD/zfiles exec zsh -d -i`,
    rows: [
      ['draw -d \\$', 'draw', '-d', '$(touch x)'],
      ['draw -d \\`', 'draw', '-d', '`touch y`'],
      ["draw -d '`", 'draw', '-d', '`touch y`'],
      ["draw -d 'it", 'draw', '-d', "it's"],
      ['draw --output=loc', 'draw', '--output=local file.yaml'],
    ],
  },
  fish: {
    start: `convene completion fish > c.fish; exec fish --no-config -i -C 'source c.fish; function fish_prompt; echo -n "ready> "; end'`,
    rows: [
      ['draw -d \\$', 'draw', '-d', '$(touch x)'],
      ['draw -d \\`', 'draw', '-d', '`touch y`'],
    ],
  },
};

describe.each(Object.entries(shells))('TAB in %s', (name, { start, rows }) => {
  const missing = ['script', name].filter((program) => !has(program));
  test.skipIf(missing.length > 0)(
    `puts words in place, and runs none of them${missing.length ? ` (needs ${missing.join(', ')})` : ''}`,
    async () => {
      const all = [...everywhere, ...rows];
      const typed = all.map(([line]) => [/ready> \s*$/, `convene ${line}\t${line.includes('$(convene') ? ')' : ''}\r`] as const);
      // Escape sequences of line editors, so that cues and results are plain.
      const { screen, cwd } = await terminal(
        `export PATH="$PWD/bin:$PATH"; chmod +x bin/convene\n${start}`,
        [...typed, [/ready> \s*$/, 'exit\r']],
        {
          files,
          env: { CONVENE_DECKS: 'mine' },
          columns: 200,
        },
      );
      const given = [...bare(screen).matchAll(/given: ((?:<[^\n]*>)+)/g)].map(([, words]) => words);
      expect(given).toEqual(all.map(([, ...words]) => words.map((word) => `<${word}>`).join('')));
      expect(
        readdirSync(cwd).filter(
          (file) => !['bin', 'mine', 'home', 'local file.yaml', 'rc', 'c.fish', 'zfiles'].includes(file) && !file.startsWith('.'),
        ),
      ).toEqual([]);
      expect(existsSync(join(cwd, 'x'))).toBe(false);
    },
  );
});
