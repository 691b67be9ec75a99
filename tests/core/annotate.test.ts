import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { compileDecks } from '../../src/build/decks.js';
import { annotate } from '../../src/core/annotate.js';
import { pairsOf, recognizer } from '../../src/core/flip.js';
import { root } from '../run.js';

const recognize = recognizer(pairsOf(compileDecks(join(root, 'decks'))));
const annotated = (text: string) => annotate(text, recognize).text;
const yes = 'What commitment am I willing to make?';
const how = 'How long will it take?';

describe('the Yes question stands above the How, in its style', () => {
  test.each([
    [how, `${yes}\n${how}`],
    [`${how}\n`, `${yes}\n${how}\n`],
    [`a\r\n${how}\r\nb\r\n`, `a\r\n${yes}\r\n${how}\r\nb\r\n`],
    [`a\r\n${how}`, `a\r\n${yes}\r\n${how}`],
    [`a\r${how}\rb`, `a\r${yes}\r${how}\rb`],
    [`  - ${how}\n`, `  - ${yes}\n  - ${how}\n`],
    [`\t* ${how}\n`, `\t* ${yes}\n\t* ${how}\n`],
    [`+ ${how}\n`, `+ ${yes}\n+ ${how}\n`],
    [`• ${how}\n`, `• ${yes}\n• ${how}\n`],
    [`3. ${how}\n`, `3. ${yes}\n3. ${how}\n`],
    [`b) ${how}\n`, `b) ${yes}\nb) ${how}\n`],
    [`> > ${how}\n`, `> > ${yes}\n> > ${how}\n`],
    [`> - [ ] ${how}\n`, `> - [ ] ${yes}\n> - [ ] ${how}\n`],
    [`- [x] ${how}\n`, `- [ ] ${yes}\n- [x] ${how}\n`],
    [`## ${how}\n`, `## ${yes}\n## ${how}\n`],
    [`| 9:00 | ${how} |\n`, `| ${yes} | |\n| 9:00 | ${how} |\n`],
    [`\ufeff${how}\n`, `\ufeff${yes}\n${how}\n`],
    [`${how}\n---\n`, `${yes}\n\n${how}\n---\n`],
    [`> \`\`\`\n> ${how}\n> \`\`\`\n> ${how}\n`, `> \`\`\`\n> ${how}\n> \`\`\`\n> ${yes}\n> ${how}\n`],
    [`- Ann: ${how} (Bob laughed)\n`, `- ${yes}\n- Ann: ${how} (Bob laughed)\n`],
    [`- **${how}**\n`, `- ${yes}\n- **${how}**\n`],
    [`${'x '.repeat(3)}\n\n${how}\n\n`, `${'x '.repeat(3)}\n\n${yes}\n${how}\n\n`],
  ])('%j', (text, expected) => {
    expect(annotated(text)).toBe(expected);
  });

  test('once, however often it is annotated', () => {
    const once = annotated(`- ${how}\n> Who pays?\n\n| a | Who pays? |\n`);
    expect(annotated(once)).toBe(once);
  });

  test.each([
    '',
    '\n',
    '\r\n\r\n',
    'hello',
    `\`\`\`\n${how}\n\`\`\`\n`,
    `~~~ text\n${how}`,
    `- ${yes}\n`,
    `| ${how} | b |\n|---|---|\n`,
    `<!-- ${how} -->\n`,
    'http://x.y/how-much-does-it-cost\n',
    `- ${yes} I was asked: ${yes}\n`,
  ])('not in %j', (text) => {
    expect(annotate(text, recognize)).toEqual({ text, heard: [] });
  });
});

test('lines are counted from 1', () => {
  const { heard } = annotate(`a\r\nb\rc\n${how}\n\n- ${how}`, recognize);
  expect(heard.map(({ line, input }) => [line, input])).toEqual([
    [4, how],
    [6, `- ${how}`],
  ]);
});

test('nothing of a text is lost or changed, whatever it holds', () => {
  const line = fc.oneof(fc.string({ unit: 'binary' }), fc.constantFrom(how, `- ${how}`, '  > Who pays? ', '```', '| a |', '\ufeff', ''));
  const text = fc.array(fc.tuple(line, fc.constantFrom('\n', '\r\n', '\r', '\n\n', ''))).map((parts) => parts.flat().join(''));
  fc.assert(
    fc.property(text, (whatever) => {
      const { text: annotated, heard } = annotate(whatever, recognize);
      // A byte order mark stays first of all.
      expect(annotated.startsWith('\ufeff')).toBe(whatever.startsWith('\ufeff'));
      const [given, result] = [whatever, annotated].map((one) => one.replace(/^\ufeff/, '')) as [string, string];
      const questions = new Set(heard.map(({ verdict }) => verdict.pair!.text));
      // Taking the new lines out again, one for each How at most, gives the text back.
      let rest = result;
      let kept = '';
      let at = 0;
      while (rest) {
        const [whole] = /^[^\r\n]*(?:\r\n|\r|\n|$)/.exec(rest)!;
        const isNew = ([...questions].some((question) => whole.includes(question)) || !whole.trim()) && !given.startsWith(whole, at);
        if (!isNew) {
          kept += whole;
          at += whole.length;
        }
        rest = rest.slice(whole.length);
      }
      expect(kept).toBe(given);
    }),
    { numRuns: 300 },
  );
});
