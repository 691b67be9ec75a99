import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { flagOf, type Given } from '../src/commands/command.js';
import { commands } from '../src/commands/index.js';
import { Failure } from '../src/failure.js';
import { realIo } from '../src/io.js';
import { readPlainly } from '../src/plain-arguments.js';
import { parse } from '../src/program.js';

type Read = { given: Given } | { refused: string } | 'left to commander' | 'help';

async function attempt(read: () => Promise<Read> | Read): Promise<Read> {
  try {
    return await read();
  } catch (error) {
    if (error instanceof Failure) return { refused: error.message };
    throw error;
  }
}

describe('what is read without commander, commander reads alike', () => {
  test.each(commands.map(({ name }) => name))('for %s', async (name) => {
    const command = await commands.find((one) => one.name === name)!.load();
    const flags = Object.entries(command.options()).flatMap(([key, { short }]) => [flagOf(key), ...(short ? [`-${short}`] : [])]);
    const value = fc.constantFrom('1', '3', 'gifts', 'a,b', ',', '', '-', '=5', '0x5', 'two words', '--', 'ключ');
    const word = fc.oneof(
      { weight: 4, arbitrary: fc.constantFrom(...flags) },
      { weight: 4, arbitrary: value },
      {
        weight: 2,
        arbitrary: fc
          .tuple(fc.constantFrom(...flags), value)
          .map(([flag, text]) => (flag.startsWith('--') ? `${flag}=${text}` : `${flag}${text}`)),
      },
      { weight: 1, arbitrary: fc.constantFrom('--nope', '--cout', '-x', '-nx', '--no', '-', '--n', '--count=', '-qn', '-n-1') },
    );
    let both = 0;
    await fc.assert(
      fc.asyncProperty(fc.array(word, { maxLength: 6 }), async (words) => {
        const plainly = await attempt(() => {
          const given = readPlainly(name, command, words);
          return given ? { given } : 'left to commander';
        });
        if (plainly === 'left to commander') return;
        const io = { ...realIo(), argv: [name, ...words] };
        const full = await attempt(async () => {
          const asked = await parse(io);
          return asked.do === 'run' ? { given: asked.given } : 'help';
        });
        both += 1;
        // Of several mistakes in one line, the two may tell different ones first.
        if (typeof plainly === 'object' && 'refused' in plainly) expect(full).toHaveProperty('refused');
        else expect(full).toEqual(plainly);
      }),
      { numRuns: 300 },
    );
    expect(both).toBeGreaterThan(30);
  });
});
