import { join } from 'node:path';
import { parse as parseCsv } from 'csv-parse/sync';
import fc from 'fast-check';
import MarkdownIt from 'markdown-it';
import { marked } from 'marked';
import { describe, expect, test } from 'vitest';
import { parse as parseYaml } from 'yaml';
import type { Prompt } from '../../src/core/deck.js';
import { visible } from '../../src/core/text.js';
import type { Look } from '../../src/formats/format.js';
import { formats } from '../../src/formats/index.js';
import { findingSheet } from '../../src/sheet/findings.js';
import { listSheet } from '../../src/sheet/lists.js';
import { promptSheet } from '../../src/sheet/prompts.js';
import type { Sheet } from '../../src/sheet/sheet.js';
import { pageLook } from '../paper.js';

const plainLook: Look = { colours: 0, end: '\n' };
/** The font is left out of what is compared. */
const page = pageLook({ rule: (name) => ({ css: `@font-face{/* ${name} */}`, hash: name }) });
const texts = formats.filter(({ binary }) => !binary);

async function written(name: string, sheet: Sheet, look: Look = plainLook): Promise<string> {
  const write = await formats.find((format) => format.name === name)!.load();
  return (await write(sheet, { page, ...look })) as string;
}

const said = (text: string, more: Partial<Prompt> = {}): Prompt => ({ id: 'd/x', deck: 'd', kind: 'gifts', text, language: 'en', ...more });

/** Texts full of what formats trip over. Decks can't hold all of it; formats stand it all the same. */
const nasty: Prompt[] = [
  said('Say "so", it’s; *bold* _it_ `x` [a](http://b.c) <b>&amp;</b> | 1. # + - = ~ $x$ www.a.org a@b.org', {
    how: '=HYPERLINK("http://x")',
    source: '-2+3 @SUM(A1), "quoted"',
    tags: ['a, b', 'c; d'],
    followups: ['+1', '\tTab', 'two\nlines'],
    group: [2, 4],
    minutes: 1,
  }),
  said('Line one\nline two\r\nthree\u2028four \x1b[31mred\x07 \x9b1m \u202eover', { id: 'd/y', kind: 'wants' }),
  said('日本語の質問は長くても折り返されるべきです。家族 👩‍👩‍👧 e\u0301 مرحبا بالعالم', {
    id: 'd/z',
    deck: 'd',
    source: 'original',
    silence: 15,
  }),
  said('%', { id: 'd/w', group: [3, 3] }),
  said(`Pneumono${'ultramicroscopic'.repeat(8)}?`, { id: 'd/v' }),
  said('１ Full-width ＝ formula', { id: 'd/u', 'x-mine': { any: ['thing'] } }),
];

const sheets: Record<string, Sheet> = {
  prompts: promptSheet(nasty, { title: 'A *title* <i>', byKind: true }),
  details: promptSheet(nasty.slice(0, 1), { title: 'Details', detailed: true }),
  list: listSheet(
    'A list',
    [{ name: '=a\tb', about: 'one\nof a kind that runs on and on until it has to be wrapped at last' }],
    ({ name, about }) => [name, about],
  ),
  empty: promptSheet([], { title: 'Nothing' }),
  findings: findingSheet('Problems', [
    {
      problem: {
        code: 'unknown-key',
        key: '<b>egde</b>',
        known: ['edge'],
        severity: 'error',
        place: { file: 'a*b.yaml', line: 12, column: 9, length: 11 },
      },
      source: '  - {a, <b>egde</b>: "```x``` \x1b[31m&amp; \u202eover"}',
    },
    {
      problem: {
        code: 'cut-by-comment',
        kept: 'a',
        lost: '1 日本語の質問',
        severity: 'warning',
        place: { file: 'a.yaml', line: 1, column: 3 },
      },
      source: 'a #1 日本語の質問',
    },
    { problem: { code: 'no-prompts', severity: 'advice', place: { file: 'b.yaml', line: 2, column: 1 } } },
    {
      problem: { code: 'closed', found: 'Do you', severity: 'advice', place: { file: 'c.yaml', line: 3, column: 200, length: 6 } },
      source: `${'so '.repeat(66)} Do you ${'go on and '.repeat(30)}`,
    },
  ]),
  faultless: findingSheet('Problems', []),
  agenda: {
    title: 'A *plan* <i>',
    lead: ['2026-11-23, 14:00 to 15:30 (Europe/Berlin)', 'Source: "them" & <us>'],
    language: 'en',
    calendar: {
      stamp: 0,
      events: [{ uid: 'a;b,c\\d', start: 0, end: 600_000, title: 'Meet; talk, rest', lines: ['One\r\nATTENDEE:x', '日本語'.repeat(30)] }],
    },
    sections: [
      {
        items: [
          {
            is: 'step',
            title: '=Meet <b>',
            time: '14:00',
            length: '10 min',
            facts: ['threes and fours (1 × 4, 2 × 3)', '1.5 min each'],
            asks: [{ is: 'saying', text: nasty[0]!.text, label: 'gifts', credit: 'A "Writer"', details: [] }],
            say: ['Find two people you know least. Sit close enough to speak quietly.', '# not a heading', '\x1b[31mred'],
            reads: [
              {
                name: 'Promised',
                lines: ['1. *I* will <b>call</b> Ana before Friday, and then everybody else whom she names (2026-11-20)', '=1+1'],
              },
              { name: 'Given', lines: ['\x1b[31mred \u202esoup'] },
            ],
            details: [{ name: 'Listen for', values: ['a pause', '<img src=x>'] }],
            motto: { text: 'Small & slow', credit: 'Somebody' },
          },
          { is: 'step', title: 'Break', facts: [], asks: [], say: [], details: [] },
        ],
      },
      {
        heading: 'Old and new times',
        items: [
          { is: 'row', head: true, cells: ['Was', 'Now', ''] },
          { is: 'row', cells: ['14:00', 'out', '=Meet <b>'] },
        ],
      },
      {
        heading: 'To bring',
        items: [
          { is: 'remark', text: '12 <chairs>' },
          { is: 'remark', name: 'Slack', text: '- 3 minutes' },
        ],
      },
    ],
    data: { title: 'A plan', blocks: [] },
    records: [{ block: 1, title: '=Meet <b>', groups: [4, 3] }],
  },
  tables: {
    ...promptSheet(nasty.slice(0, 3), { title: 'Tables', byKind: true }),
    large: true,
  },
};

const looks: Record<string, Look> = {
  '': plainLook,
  '-40': { ...plainLook, width: 40 },
  '-80-colour': { colours: 1, end: '\n', width: 80 },
};

describe('looks as it did', () => {
  for (const { name } of texts) {
    for (const [title, sheet] of Object.entries(sheets)) {
      for (const [suffix, look] of Object.entries(name === 'text' ? looks : { '': plainLook })) {
        test(`${title} as ${name}${suffix}`, async () => {
          await expect(await written(name, sheet, look)).toMatchFileSnapshot(
            join(import.meta.dirname, 'golden', `${title}.${name}${suffix}`),
          );
        });
      }
    }
  }
});

const anyText = fc.string({ unit: 'binary', minLength: 1, maxLength: 40 }).map((text) => text.replace(/\p{Cs}/gu, '').trim() || 'x');
const anyPrompts = fc
  .array(fc.tuple(anyText, fc.option(anyText, { nil: undefined })), { minLength: 1, maxLength: 5 })
  .map((texts) => texts.map(([text, how], i) => said(text, { id: `d/${i}`, ...(how && { how }) })));

describe('every format', () => {
  test.each(texts.map(({ name }) => name))('%s ends with one line break, or is empty', async (name) => {
    for (const sheet of Object.values(sheets)) {
      const text = await written(name, sheet);
      expect(text === '' || /[^\n]\r?\n$/.test(text)).toBe(true);
    }
  });

  test('has a name, endings and a purpose that no other has', () => {
    for (const of of ['name', 'about'] as const) expect(new Set(formats.map((format) => format[of])).size).toBe(formats.length);
    const endings = formats.flatMap((format) => format.endings);
    expect(new Set(endings).size).toBe(endings.length);
  });
});

describe('what is written can be read again', () => {
  const each = (check: (prompts: Prompt[], sheet: Sheet) => Promise<void>) =>
    fc.assert(
      fc.asyncProperty(anyPrompts, (prompts) => check(prompts, promptSheet(prompts, { title: 't' }))),
      { numRuns: 200 },
    );

  test('json, jsonl and yaml hold the same', () =>
    each(async (_, sheet) => {
      const json = JSON.parse(await written('json', sheet));
      expect(json).toEqual(sheet.data);
      expect(
        (await written('jsonl', sheet))
          .trimEnd()
          .split('\n')
          .map((line) => JSON.parse(line)),
      ).toEqual(json);
      expect(parseYaml(await written('yaml', sheet))).toEqual(json);
    }));

  test('json shows no control character', () =>
    each(async (_, sheet) => {
      expect(await written('json', sheet)).not.toMatch(/[\0-\x09\x0b-\x1f\x7f-\x9f\u2028\u2029]/);
    }));

  test('csv keeps every cell, and no cell is a formula', () =>
    each(async (prompts, sheet) => {
      const rows = parseCsv(await written('csv', sheet), { columns: true, record_delimiter: '\r\n' }) as Record<string, string>[];
      expect(rows).toHaveLength(prompts.length);
      rows.forEach((row, i) => {
        expect([prompts[i]!.text, `'${prompts[i]!.text}`]).toContain(row['text']);
        for (const cell of Object.values(row)) expect(cell).not.toMatch(/^[=+\-@\t\r＝＋－＠]/);
      });
    }));

  test('tsv keeps every cell in its column', () =>
    each(async (prompts, sheet) => {
      const [names, ...rows] = (await written('tsv', sheet))
        .replace(/\n$/, '')
        .split('\n')
        .map((line) => line.split('\t'));
      const unescaped = (cell: string) => cell.replace(/\\([\\tnr])/g, (_, c) => ({ '\\': '\\', t: '\t', n: '\n', r: '\r' })[c as string]!);
      expect(rows.map((row) => unescaped(row[names!.indexOf('text')]!))).toEqual(prompts.map(({ text }) => text));
      for (const row of rows) expect(row).toHaveLength(names!.length);
    }));

  const visibleText = anyText.filter((text) => /^[\x21-\x7e\u00c0-\uffff](?:[\x20-\x7e\u00c0-\u1fff])*$/.test(text));
  const punctuation = fc.string({ unit: fc.constantFrom(...' \\`*_{}[]()<>#+-.!|&~$=:/@"\'ax1ht'), minLength: 1, maxLength: 30 });
  test('markdown shows every text as itself', async () => {
    const words = (html: string) =>
      html
        .replace(/<\/?(?:ul|li|p|strong|h1)>/g, '')
        .replace(/&(lt|gt|amp|quot|#39);/g, (_, n) => ({ lt: '<', gt: '>', amp: '&', quot: '"', '#39': "'" })[n as string]!);
    const rendered = [(text: string) => new MarkdownIt({ linkify: true }).render(text), (text: string) => marked.parse(text) as string];
    await fc.assert(
      fc.asyncProperty(fc.oneof(punctuation, visibleText), async (raw) => {
        const text = raw.replace(/\s+/g, ' ').trim();
        fc.pre(text !== '');
        const markdown = await written('markdown', promptSheet([said(text)], { title: 't' }));
        for (const render of rendered) expect(words(render(markdown)).replace(/\s+/g, ' ').trim()).toBe(`t ${text}`);
      }),
      { numRuns: 500 },
    );
  });

  test('fortune parts as many sayings as there are', () =>
    each(async (prompts, sheet) => {
      fc.pre(prompts.every(({ text }) => !/[\n\r]/.test(text)));
      expect((await written('fortune', sheet)).split(/^%\n/m)).toHaveLength(prompts.length);
    }));
});

describe('text', () => {
  test('in a pipe is one line for each prompt, without control characters', () =>
    fc.assert(
      fc.asyncProperty(anyPrompts, async (prompts) => {
        const lines = (await written('text', promptSheet(prompts, { title: 't' }))).split('\n');
        expect(lines).toHaveLength(prompts.length + 1);
        for (const line of lines) expect(line).not.toMatch(/[\0-\x1f\x7f-\x9f\u2028\u2029]/);
      }),
    ));

  test('on a terminal never runs over its width', async () => {
    const { default: stringWidth } = await import('string-width');
    for (const width of [20, 33, 40, 80, 120]) {
      for (const sheet of Object.values(sheets)) {
        for (const line of (await written('text', sheet, { ...plainLook, width })).split('\n'))
          expect(stringWidth(line)).toBeLessThanOrEqual(width);
      }
    }
  });
});

describe('html', () => {
  const texts = (node: {
    nodeName: string;
    value?: string;
    attrs?: { name: string }[];
    childNodes?: unknown[];
  }): { text: string; elements: string[]; attributes: string[] } => {
    const inner = (node.childNodes ?? []).map((child) => texts(child as typeof node));
    return {
      text: (node.nodeName === '#text' ? (node.value ?? '') : '') + inner.map(({ text }) => text).join(''),
      elements: [node.nodeName, ...inner.flatMap(({ elements }) => elements)],
      attributes: [...(node.attrs ?? []).map(({ name }) => name), ...inner.flatMap(({ attributes }) => attributes)],
    };
  };

  test.each(['agenda', 'tables'])('of %s shows every text as it is, loads nothing and runs nothing', async (title) => {
    const { parse } = await import('parse5');
    const html = await written('html', sheets[title]!);
    const { text, elements, attributes } = texts(parse(html) as never);
    for (const { items } of sheets[title]!.sections) {
      for (const item of items) {
        const shown = item.is === 'saying' ? [item.text] : item.is === 'step' ? [item.title, ...item.asks.map((ask) => ask.text)] : [];
        for (const one of shown) expect(text).toContain(visible(one));
      }
    }
    expect(elements.filter((name) => ['script', 'img', 'a', 'iframe', 'link', 'object', 'form'].includes(name))).toEqual([]);
    expect(attributes.filter((name) => name.startsWith('on') || ['src', 'href', 'style'].includes(name))).toEqual([]);
    expect(html).toContain("default-src 'none'");
    expect(elements.filter((name) => name === 'h1').length).toBe(title === 'agenda' ? 1 : 0);
  });
});
