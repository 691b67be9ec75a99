import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { type Browser, chromium, type Locator, type Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Prompt } from '../../src/core/deck.js';
import type { PageLook } from '../../src/formats/format.js';
import { write } from '../../src/formats/html.js';
import { lay, layouts } from '../../src/layout/index.js';
import { promptSheet } from '../../src/sheet/prompts.js';
import { have, pageLook, told } from '../paper.js';
import { folder } from '../run.js';

const program = ['chromium', 'chromium-browser', 'google-chrome'].find(have);
const here = program !== undefined;
const asks = (text: string, more: Partial<Prompt> = {}): Prompt => ({ id: 'd/x', deck: 'd', kind: 'gifts', text, language: 'en', ...more });
const attack = `<script>document.title='taken'</script><img src=x onerror="document.title='taken'">`;
const some: Prompt[] = [
  asks('What refusal have I been postponing?', { how: 'How do you do it?', kind: 'dissent', source: 'Peter Block' }),
  asks(attack, { id: 'd/b', how: attack, source: attack, kind: 'wants' }),
  ...Array.from({ length: 18 }, (_, i) =>
    asks(`What would you bring to the gathering, number ${i}, if nobody had asked?`, { id: `d/${i}` }),
  ),
  asks('ماذا نريد أن نخلق معًا؟', { id: 'd/ar', language: 'ar' }),
  asks('我们想一起创造什么？🎉', { id: 'd/zh', language: 'zh' }),
];

let browser: Browser | undefined;
beforeAll(async () => {
  if (program) {
    browser = await chromium.launch({ executablePath: told('which', program).trim(), args: ['--no-sandbox', '--disable-gpu'] });
  }
}, 60_000);
afterAll(() => browser?.close());

const styleOf = (place: Locator, name: string): Promise<string> =>
  place.evaluate((element, asked) => {
    const { getComputedStyle } = globalThis as unknown as { getComputedStyle: (of: unknown) => Record<string, string> };
    return getComputedStyle(element)[asked]!;
  }, name);

const sheetOf = (prompts: readonly Prompt[]) => promptSheet(prompts, { title: `Cards ${attack}` });

interface Seen {
  readonly page: Page;
  /** What the browser refused, asked of the network, or threw. */
  readonly complaints: string[];
}

async function opened(look: Partial<PageLook>, prompts = some): Promise<Seen> {
  const made = await write(sheetOf(prompts), { colours: 0, end: '\n', page: pageLook(look) });
  if (typeof made !== 'string') throw new Error(JSON.stringify(made));
  const file = join(folder(), 'page.html');
  writeFileSync(file, made);
  const page = await browser!.newPage({ viewport: { width: 960, height: 540 } });
  const complaints: string[] = [];
  page.on('console', (message) => complaints.push(message.text()));
  page.on('pageerror', (error) => complaints.push(error.message));
  page.on('request', (request) => {
    if (!/^(file|data):/.test(request.url())) complaints.push(request.url());
  });
  await page.goto(pathToFileURL(file).href);
  return { page, complaints };
}

describe.skipIf(!here)('in a browser (skipped where Chromium is missing)', () => {
  test.each(layouts.map(({ name }) => name))('%s prints to the same pages as PDF', async (layout) => {
    for (const paper of ['a4', 'letter'] as const) {
      const look = pageLook({ layout, paper });
      const laid = await lay(sheetOf(some), layout, look, look.type);
      if ('refused' in laid) throw new Error('refused');
      const { page, complaints } = await opened({ layout, paper });
      const file = join(folder(), 'printed.pdf');
      await page.pdf({ path: file, preferCSSPageSize: true, printBackground: true });
      const first = laid.pages[0]!;
      if (have('pdfinfo')) {
        const [, pages] = /^Pages: +(\d+)$/m.exec(told('pdfinfo', file))!;
        const [, width, height] = /^Page size: +([\d.]+) x ([\d.]+)/m.exec(told('pdfinfo', file))!;
        expect([layout, paper, Number(pages)]).toEqual([layout, paper, laid.pages.length]);
        expect(Math.abs(Number(width) - first.width)).toBeLessThan(1);
        expect(Math.abs(Number(height) - first.height)).toBeLessThan(1);
      }
      expect(complaints).toEqual([]);
      await page.close();
    }
  });

  test('no text runs out of its card, in any script', async () => {
    const { page } = await opened({});
    const heights = await page.$$eval('article p:nth-last-child(1)', (texts) =>
      texts.map((text) => {
        const next = text.closest('section')!.getBoundingClientRect();
        const box = text.getBoundingClientRect();
        return box.bottom <= next.bottom && box.right <= next.right && text.scrollWidth <= text.clientWidth;
      }),
    );
    expect(heights).toHaveLength(some.length);
    expect(heights).not.toContain(false);
    await page.close();
  });

  test('what a deck says is text and nothing else', async () => {
    for (const look of [{}, { layout: 'handout' }, { present: {} }]) {
      const { page, complaints } = await opened(look);
      expect(await page.title()).toBe(`Cards ${attack}`);
      expect(await page.$$('img, article script, a')).toHaveLength(0);
      expect(await page.locator('article', { hasText: attack }).count()).toBe(1);
      expect(complaints).toEqual([]);
      await page.close();
    }
  });

  test('the font it brings is the font it shows, and what is Arabic runs from the right', async () => {
    const { page } = await opened({});
    const loaded = await page.evaluate<string[]>(
      "document.fonts.ready.then((fonts) => [...fonts].map(({ family, weight, status }) => [family, weight, status].join(' ')))",
    );
    expect(loaded).toContain('Convene 400 loaded');
    const arabic = page.locator('[lang=ar] p').last();
    expect(await styleOf(arabic, 'direction')).toBe('rtl');
    await page.close();
  });

  test('a style or a script that is not ours is not run', async () => {
    const { page, complaints } = await opened({ present: {} });
    await page.evaluate(`{
      const script = document.createElement('script');
      script.textContent = "document.title = 'taken'";
      document.body.append(script);
    }`);
    expect(await page.title()).not.toBe('taken');
    expect(complaints.join()).toMatch(/Content Security Policy/);
    await page.close();
  });
});

describe.skipIf(!here)('a presentation (skipped where Chromium is missing)', () => {
  const now = (page: Page) =>
    page.evaluate<string[]>(
      "[...document.querySelectorAll('.now .how, .now .yes')].filter((text) => text.offsetParent).map((text) => text.textContent)",
    );
  const three = [
    some[0]!,
    asks('What do we want?', { id: 'd/y' }),
    asks('What is the price?', { id: 'd/z', how: 'How much does it cost?' }),
  ];

  test('shows the How first and the Yes on the next key, one prompt at a time', async () => {
    const { page, complaints } = await opened({ present: {} }, three);
    const shown = [await now(page)];
    for (const key of ['ArrowRight', 'PageDown', ' ', 'Enter', 'ArrowRight', 'PageUp', 'ArrowLeft', 'Home', 'End']) {
      await page.keyboard.press(key);
      shown.push(await now(page));
    }
    const [first, second, third] = three.map(({ text, how }) => (how ? [how, text] : [text])) as [string[], string[], string[]];
    expect(shown).toEqual([
      first.slice(0, 1),
      first,
      second,
      third.slice(0, 1),
      third,
      third,
      third.slice(0, 1),
      second,
      first.slice(0, 1),
      third,
    ]);
    expect(await page.locator('#place').textContent()).toBe('3 / 3');
    expect(await page.locator('#said').textContent()).toBe('What is the price?');
    expect(complaints).toEqual([]);
    await page.close();
  });

  test('says who is quoted with the How as well', async () => {
    const { page } = await opened({ present: {} }, three);
    expect(await page.locator('.now .credit').isVisible()).toBe(true);
    await page.close();
  });

  test('comes back to where it was when it is loaded again', async () => {
    const { page } = await opened({ present: {} }, three);
    await page.keyboard.press('ArrowRight');
    await page.keyboard.press('ArrowRight');
    await page.reload();
    expect(await now(page)).toEqual(['What do we want?']);
    await page.close();
  });

  test('counts down while the Yes is shown, stops on T, and goes blank on B', async () => {
    const { page } = await opened({ present: { seconds: 300 } }, three);
    const clock = () => page.locator('#clock').textContent();
    expect(await clock()).toBe('5:00');
    await page.waitForTimeout(1200);
    expect(await clock()).toBe('5:00');
    await page.keyboard.press('ArrowRight');
    await expect.poll(clock, { timeout: 10_000 }).toMatch(/^4:5\d$/);
    await page.keyboard.press('t');
    const stopped = await clock();
    await page.waitForTimeout(1300);
    expect(await clock()).toBe(stopped);
    await page.keyboard.press('b');
    expect(await page.locator('.now .yes').isVisible()).toBe(false);
    await page.keyboard.press('b');
    expect(await page.locator('.now .yes').isVisible()).toBe(true);
    await page.close();
  });

  test('long texts stay on the screen, and short ones are large', async () => {
    const long = asks('What would you say to the people who will never be in this room? '.repeat(12).trim());
    const { page } = await opened({ present: {} }, [long, asks('Why?', { id: 'd/y' })]);
    for (const [width, height] of [
      [960, 540],
      [390, 700],
      [1920, 1080],
    ] as const) {
      await page.setViewportSize({ width, height });
      await page.keyboard.press('Home');
      await page.waitForTimeout(50);
      const box = (await page.locator('.now .yes').boundingBox())!;
      expect(box.y).toBeGreaterThanOrEqual(0);
      expect(box.y + box.height).toBeLessThanOrEqual(height);
      await page.keyboard.press('End');
      expect(Number.parseFloat(await styleOf(page.locator('.now .yes'), 'fontSize'))).toBeGreaterThan(width / 15);
    }
    await page.close();
  });

  test('without its script it is a list of all prompts', async () => {
    const context = await browser!.newContext({ javaScriptEnabled: false });
    const made = (await write(promptSheet(three, { title: 't' }), { colours: 0, end: '\n', page: pageLook({ present: {} }) })) as string;
    const page = await context.newPage();
    const file = join(folder(), 'slides.html');
    writeFileSync(file, made);
    await page.goto(pathToFileURL(file).href);
    for (const { text } of three) expect(await page.getByText(text).isVisible()).toBe(true);
    await context.close();
  });
});
