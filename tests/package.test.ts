import { execFileSync, spawnSync } from 'node:child_process';
import { chmodSync, existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, realpathSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { root } from './run.js';

const work = mkdtempSync(join(tmpdir(), 'convene package '));
const quiet = { npm_config_update_notifier: 'false', npm_config_fund: 'false', npm_config_audit: 'false', npm_config_offline: 'true' };
const env = { PATH: process.env['PATH'] ?? '', HOME: join(work, 'home'), CI: 'true', ...quiet, npm_config_cache: join(work, 'cache') };
let tarball = '';
let packed: string[] = [];

/** Runs a program to its end, in an empty folder whose name has a space. */
function said(program: string, args: readonly string[], cwd = work): string {
  const { status, stdout, stderr } = spawnSync(program, args, { cwd, env, encoding: 'utf8', timeout: 60_000 });
  if (status !== 0) throw new Error(`${program} ${args.join(' ')}: ${status}\n${stderr}`);
  return stdout;
}

beforeAll(() => {
  mkdirSync(env.HOME);
  // Without its scripts, so that what the tests have built is packed while others read it.
  const [made] = JSON.parse(said('npm', ['pack', '--json', '--ignore-scripts', '--pack-destination', work], root));
  tarball = join(work, made.filename);
  packed = made.files.map(({ path }: { path: string }) => path);
});
afterAll(() => {
  execFileSync('chmod', ['-R', 'u+w', work]);
  rmSync(work, { recursive: true, force: true });
});

describe('the package holds', () => {
  test('these files beside what is built', () => {
    const own = packed.filter((path) => !path.startsWith('dist/') && !path.startsWith('decks/'));
    expect(own.sort()).toEqual(['CHANGELOG.md', 'LICENSE', 'README.md', 'bin/convene.js', 'bin/package.json', 'package.json']);
  });

  test('every deck, and nothing else in their folder', () => {
    const decks = execFileSync('git', ['ls-files', 'decks'], { cwd: root, encoding: 'utf8' }).trim().split('\n');
    expect(packed.filter((path) => path.startsWith('decks/')).sort()).toEqual(decks.sort());
  });

  test('of what is built the program, the library, its types, and data; no source, map or test', () => {
    const built = packed.filter((path) => path.startsWith('dist/'));
    const forms = new Set(
      built.map((path) => path.replace(/^dist\/types\/.*\.d\.ts$/, 'types').replace(/^dist\/[a-z0-9-]+\.cjs$/, 'program')),
    );
    const rest = [...forms].filter((path) => !['types', 'program'].includes(path) && !/^dist\/(library-[\w-]+\.js|fonts\/)/.test(path));
    const data = readdirSync(join(root, 'dist')).filter((name) => /\.(jsonl?|v8|wasm)$/.test(name));
    expect(rest.sort()).toEqual(['dist/convene.1', 'dist/index.js', 'dist/licenses.txt', ...data.map((name) => `dist/${name}`)].sort());
    expect(built).toEqual(expect.arrayContaining(['dist/convene.cjs', 'dist/decks.jsonl', 'dist/help.json', 'dist/types/index.d.ts']));
  });

  test('a version that the changelog knows, or that is not out yet', () => {
    const { version } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));
    const headings = [...readFileSync(join(root, 'CHANGELOG.md'), 'utf8').matchAll(/^## \[(.+?)\]( - \d{4}-\d\d-\d\d)?$/gm)].map(
      ([, name]) => name,
    );
    expect(headings[0]).toBe('Unreleased');
    if (headings.length > 1) expect(headings[1]).toBe(version);
  });

  test('a launcher that may be run, with a line end that sh understands', () => {
    expect(execFileSync('git', ['ls-files', '-s', 'bin/convene.js'], { cwd: root, encoding: 'utf8' })).toMatch(/^100755 /);
    expect(readFileSync(join(root, 'bin', 'convene.js'), 'utf8').split('\n')[0]).toBe('#!/usr/bin/env node');
  });

  test('nothing that npm would run after an install, and needs no other package', () => {
    const { scripts, dependencies } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));
    expect([scripts.preinstall, scripts.install, scripts.postinstall, dependencies]).toEqual([undefined, undefined, undefined, undefined]);
  });
});

describe('the package works', () => {
  const question = /^\S.*\?\n$/;
  const install = (prefix: string, from: string) =>
    said('npm', ['install', '--silent', '--ignore-scripts', '--global', '--prefix', join(work, prefix), from]);

  test('installed for everybody, at a path with a space, with its manual', () => {
    install('all of us', tarball);
    expect(said(join(work, 'all of us', 'bin', 'convene'), ['draw', 'crossroads'])).toMatch(question);
    expect(realpathSync(join(work, 'all of us', 'share', 'man', 'man1', 'convene.1'))).toContain('convener');
  });

  test('from a folder that can only be read, by somebody without a home', () => {
    install('fixed', tarball);
    const prefix = join(work, 'fixed');
    execFileSync('chmod', ['-R', 'a-w,a+rX', prefix]);
    chmodSync(work, 0o755);
    // Root writes everywhere, so this becomes somebody else where it is root.
    const who = process.getuid?.() === 0 ? ['setpriv', '--reuid=65534', '--clear-groups'] : ['env'];
    const [program = '', ...more] = [...who, 'env', 'HOME=/nonexistent', join(prefix, 'bin', 'convene'), 'draw', 'gifts'];
    expect(said(program, more)).toMatch(question);
  });

  test('linked, as npm link does', () => {
    install('linked', root);
    expect(said(join(work, 'linked', 'bin', 'convene'), ['draw', 'gifts'])).toMatch(question);
  });

  test('by npx, without being installed', () => {
    const cwd = join(work, 'empty');
    mkdirSync(cwd);
    expect(said('npx', ['--yes', `--package=${tarball}`, '--', 'convene', 'draw', 'gifts'], cwd)).toMatch(question);
    expect(readdirSync(cwd)).toEqual([]);
  });

  test('as a library of another package, with what it exports and nothing else', () => {
    const cwd = join(work, 'consumer');
    mkdirSync(cwd);
    said('npm', ['install', '--silent', '--ignore-scripts', '--prefix', cwd, tarball]);
    const program = `import * as all from 'convener';
import manifest from 'convener/package.json' with { type: 'json' };
let inner = ''; try { await import('convener/dist/convene.cjs'); } catch (error) { inner = error.code; }
console.log(JSON.stringify([Object.keys(all).sort(), manifest.name, inner]));`;
    const [exported, name, inner] = JSON.parse(said(process.execPath, ['--no-warnings', '--input-type=module', '-e', program], cwd));
    expect(exported).toEqual(
      expect.arrayContaining(['Failure', 'describeProblem', 'draw', 'loadDecks', 'parseDeck', 'promptSheet', 'seedOfDay', 'select']),
    );
    expect([name, inner]).toEqual(['convener', 'ERR_PACKAGE_PATH_NOT_EXPORTED']);
  });

  test('and leaves nothing behind when it is removed', () => {
    said('npm', ['uninstall', '--silent', '--global', '--prefix', join(work, 'all of us'), 'convener']);
    expect(['bin/convene', 'share/man/man1/convene.1'].filter((path) => existsSync(join(work, 'all of us', path)))).toEqual([]);
  });
});
