import { execFileSync, spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { folder, run } from '../run.js';

const has = (program: string) => spawnSync('bash', ['-c', `command -v ${program}`]).status === 0;
const browser = 'chromium';
const reader = 'pdftotext';
const missing = [browser, reader].filter((program) => !has(program));
const skipped = missing.length ? ` (skipped: ${missing.join(' and ')} missing)` : '';

const said = (text: string) => text.replace(/\s+/g, ' ');

test.skipIf(missing.length > 0).each([['host'], ['participants'], ['table']])(
  `a browser prints the %s copy with every question once, and whole${skipped}`,
  async (copy) => {
    const cwd = folder();
    const args = ['agenda', 'town-hall-120', '-p', '60', '--start', '19:00', '--seed', 'kelp'];
    await run({ cwd }, ...args, '--copy', copy, '-o', 'a.html');
    const { blocks } = JSON.parse((await run({ cwd }, ...args, '--json')).stdout) as {
      blocks: { title: string; prompts: { text: string }[] }[];
    };
    const print = ['--headless=new', '--no-sandbox', '--disable-gpu', '--no-pdf-header-footer', `--user-data-dir=${join(cwd, 'browser')}`];
    execFileSync(browser, [...print, `--print-to-pdf=${join(cwd, 'a.pdf')}`, `file://${join(cwd, 'a.html')}`], {
      stdio: 'ignore',
      timeout: 60_000,
    });
    const text = said(execFileSync(reader, ['-layout', join(cwd, 'a.pdf'), '-'], { encoding: 'utf8' }));
    for (const { prompts } of blocks) for (const prompt of prompts) expect(text.split(said(prompt.text)), prompt.text).toHaveLength(2);
    const pages = (readFileSync(join(cwd, 'a.pdf'), 'latin1').match(/\/Type\s*\/Page\b/g) ?? []).length;
    expect(pages).toBeLessThanOrEqual(copy === 'table' ? blocks.filter(({ prompts }) => prompts.length).length : 5);
  },
  90_000,
);
