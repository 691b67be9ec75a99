import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, normalize, sep } from 'node:path';
import { describe, expect, test } from 'vitest';
import * as listing from '../src/commands/index.js';
import { formats } from '../src/formats/index.js';
import { root } from './run.js';

const src = join(root, 'src');
const files = (readdirSync(src, { recursive: true }) as string[])
  .filter((file) => file.endsWith('.ts'))
  .map((file) => file.replaceAll(sep, '/'));
const room = (file: string) => (file.includes('/') ? file.split('/')[0]! : file.replace(/\.ts$/, ''));
const imports = (file: string) =>
  [
    ...readFileSync(join(src, file), 'utf8')
      .replace(/\/\*\*[\s\S]*?\*\//g, '')
      .matchAll(/^(?:import|export)\b[^;']*?\bfrom\s+'([^']+)'|\bimport\(\s*'([^']+)'\s*\)|^import '([^']+)'/gm),
  ].map(([, from, later, alone]) => (from ?? later ?? alone)!);

/** Which rooms of the house each may import from; its own goes without saying. */
const may: Readonly<Record<string, readonly string[]>> = {
  core: [],
  failure: [],
  io: ['core', 'failure'],
  version: ['io'],
  parse: ['core'],
  importers: ['core'],
  sheet: ['core'],
  layout: ['core', 'sheet'],
  formats: ['core', 'layout', 'sheet'],
  store: ['core', 'parse', 'io', 'failure'],
  menu: ['core', 'io'],
  completion: [],
  words: ['core', 'about', 'commands', 'formats', 'plain-arguments', 'store', 'io', 'failure'],
  commands: ['core', 'parse', 'importers', 'sheet', 'layout', 'formats', 'store', 'menu', 'completion', 'io', 'failure', 'version'],
  build: ['core', 'layout', 'parse', 'store', 'commands', 'formats', 'about', 'help', 'help-page'],
  about: [],
  'help-page': ['about', 'commands'],
  program: ['core', 'commands', 'help', 'help-page', 'unknown', 'io', 'failure', 'version'],
  help: ['core', 'io', 'help-page'],
  unknown: ['core', 'commands', 'failure'],
  'plain-arguments': ['commands', 'unknown'],
  main: ['core', 'commands', 'help', 'unknown', 'plain-arguments', 'program', 'words', 'io', 'failure'],
  convene: ['io', 'main'],
  index: ['core', 'parse', 'sheet', 'store', 'io', 'failure'],
};
const packages: Readonly<Record<string, readonly string[]>> = {
  parse: ['yaml'],
  build: ['fontkit'],
  importers: ['csv-parse/sync', 'markdown-it', 'yaml'],
  formats: ['@noble/hashes/sha2.js', 'chalk', 'csv-stringify/sync', 'fontkit', 'pdfkit', 'string-width', 'wrap-ansi', 'yaml'],
  menu: ['chalk', 'inquirer', 'string-width'],
  program: ['commander'],
};

describe('imports go one way', () => {
  test.each(files)('%s', (file) => {
    const from = room(file);
    for (const name of imports(file)) {
      if (name.startsWith('.')) {
        const to = room(
          normalize(join(dirname(file), name))
            .replaceAll(sep, '/')
            .replace(/\.js$/, '.ts'),
        );
        if (to !== from) expect(may[from], `${file} imports ${name}`).toContain(to);
      } else if (name.startsWith('node:')) {
        const everywhere = name === 'node:path' && ['commands', 'help'].includes(from);
        if (!everywhere) expect(['io', 'store', 'build', 'version'], `${file} imports ${name}`).toContain(from);
      } else expect(packages[from] ?? [], `${file} imports ${name}`).toContain(name);
    }
  });
});

// The presenter's clock is the browser's.
test('only io names process, clock, chance and console', () => {
  const naming = files.filter(
    (file) =>
      file !== 'io.ts' &&
      file !== 'formats/presenter.ts' &&
      /\bprocess\.|\bconsole\.|Math\.random|new Date\(\)|Date\.now/.test(readFileSync(join(src, file), 'utf8')),
  );
  expect(naming).toEqual([]);
});

test('nothing opens a network connection or starts another program', () => {
  const reaching =
    /\bfetch\(|WebSocket|['"](?:node:)?(?:net|tls|dgram|dns|http|https|http2|child_process|cluster|worker_threads|vm)(?:\/\w+)?['"]/;
  expect(files.filter((file) => reaching.test(readFileSync(join(src, file), 'utf8')))).toEqual([]);
});

test('no command imports another', () => {
  const names = listing.commands.map(({ name }) => `./${name}.js`);
  for (const file of files.filter((one) => one.startsWith('commands/') && one !== 'commands/index.ts')) {
    expect(imports(file).filter((from) => names.includes(from))).toEqual([]);
  }
});

test('every command file is in the list of commands', () => {
  const commands = files.filter((file) => file.startsWith('commands/') && /\bcommand\(\{/.test(readFileSync(join(src, file), 'utf8')));
  expect(commands.map((file) => file.slice('commands/'.length, -'.ts'.length)).sort()).toEqual(
    [...listing.commands.map(({ name }) => name), 'menu'].sort(),
  );
});

test('every format file is in the list of formats', () => {
  const writing = files.filter(
    (file) => file.startsWith('formats/') && /export (async )?function write\(/.test(readFileSync(join(src, file), 'utf8')),
  );
  expect(writing.map((file) => file.slice('formats/'.length, -'.ts'.length)).sort()).toEqual(
    [...formats.map(({ name }) => name), 'template'].sort(),
  );
});

test('no source file has grown over 350 lines', () => {
  expect(files.filter((file) => readFileSync(join(src, file), 'utf8').split('\n').length > 350)).toEqual([]);
});
