import { execFile } from 'node:child_process';
import * as fs from 'node:fs';
import { mkdirSync, readdirSync, readFileSync, rmSync, statSync, truncateSync, utimesSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { deckOf, folder, type Outcome, root, run, type World } from '../run.js';

const deck = `title: Mine\nkinds: {__proto__: odd}\nprompts:\n  - {text: What now?, kind: gfts, x-mine: [1, {a: null}]}\n  - What then?\n  - What then?\n`;
const later = () => new Date(Date.now() + 10_000);
const entries = (cwd: string) => readdirSync(join(cwd, 'home/.cache/convene'));

/** Lists all of my.yaml ten seconds after it was written, and says whether the file itself was opened for it. */
async function look(cwd: string, world: World = {}, name = 'my.yaml'): Promise<Outcome & { opened: boolean }> {
  let opened = false;
  const openSync: typeof fs.openSync = (path, ...rest) => {
    if (String(path) === join(cwd, 'my.yaml')) opened = true;
    return fs.openSync(path, ...rest);
  };
  return { ...(await run({ cwd, now: later(), ...world, disk: { openSync, ...world.disk } }, 'print', '--json', '-d', name)), opened };
}

describe('a deck that was read before', () => {
  test('is not read again, and everything is said as it was', async () => {
    const cwd = folder({ 'my.yaml': deck });
    const first = await look(cwd);
    expect(first).toMatchObject({ code: 0, opened: true });
    expect(first.stderr).toContain('my.yaml:4:23: warning: the kind "gfts" is not known');
    expect(await look(cwd)).toEqual({ ...first, opened: false });
    const otherwise = await look(cwd, {}, './my.yaml');
    expect(otherwise).toEqual({ ...first, stderr: first.stderr.replaceAll('my.yaml', './my.yaml'), opened: false });
  });

  test('is not read again when it is broken, and is refused as it was', async () => {
    const cwd = folder({ 'my.yaml': 'title: t\nprompts:\n  - {txet: a}\n' });
    const first = await look(cwd);
    expect(first).toMatchObject({ code: 3, opened: true });
    expect(await look(cwd)).toEqual({ ...first, opened: false });
  });

  test.each(['.inf', '.nan', '-0.0', '[-.inf]'])('is read again where %s would not come back', async (value) => {
    const cwd = folder({ 'my.yaml': `title: t\nprompts:\n  - {text: A?, x-mine: ${value}}\n` });
    const first = await look(cwd);
    expect(await look(cwd)).toEqual(first);
  });

  test('is read again when it changed, though its size and its time are the same', async () => {
    const cwd = folder({ 'my.yaml': deck });
    const { atime, mtime } = statSync(join(cwd, 'my.yaml'));
    await look(cwd);
    writeFileSync(join(cwd, 'my.yaml'), deck.replace('What now?', 'What not?'));
    utimesSync(join(cwd, 'my.yaml'), atime, mtime);
    const { stdout, opened } = await look(cwd);
    expect({ opened, changed: stdout.includes('What not?') }).toEqual({ opened: true, changed: true });
  });

  test('is read again when another file was moved into its place', async () => {
    const cwd = folder({ 'my.yaml': deck, 'other.yaml': deck.replace('now', 'not') });
    await look(cwd);
    fs.renameSync(join(cwd, 'other.yaml'), join(cwd, 'my.yaml'));
    expect((await look(cwd)).stdout).toContain('What not?');
  });

  test('is read again by another build of the program', async () => {
    const cwd = folder({ 'my.yaml': deck });
    await look(cwd);
    const statSync: typeof fs.statSync = ((path: string, options: fs.StatSyncOptions) =>
      Object.assign(fs.statSync(path, options) as object, String(path).endsWith('convene.cjs') && { ino: 1n })) as typeof fs.statSync;
    expect((await look(cwd, { disk: { statSync } })).opened).toBe(true);
  });

  test('is gone when the file is gone', async () => {
    const cwd = folder({ 'my.yaml': deck });
    await look(cwd);
    rmSync(join(cwd, 'my.yaml'));
    expect(await look(cwd)).toMatchObject({ code: 3, stderr: expect.stringContaining("my.yaml: can't be read") });
  });
});

describe('nothing is kept', () => {
  test('of a file that changed within the last two seconds', async () => {
    const cwd = folder({ 'my.yaml': deck });
    const now = { now: new Date(Date.now() + 1500) };
    await look(cwd, now);
    expect((await look(cwd, now)).opened).toBe(true);
    expect(() => entries(cwd)).toThrow();
  });

  test('of standard input', async () => {
    const cwd = folder();
    await run({ cwd, stdin: deck, now: later() }, 'draw', '-d', '-');
    expect(() => entries(cwd)).toThrow();
  });

  test.each([
    ['a file', (home: string) => writeFileSync(home, '')],
    ['a loop', (home: string) => fs.symlinkSync(home, home)],
  ])('where the place for it is %s, and nobody notices', async (_, make) => {
    const cwd = folder({ 'my.yaml': deck });
    const env = { XDG_CACHE_HOME: join(cwd, 'cache') };
    make(env.XDG_CACHE_HOME);
    const first = await look(cwd, { env });
    expect(first.code).toBe(0);
    expect(await look(cwd, { env })).toEqual(first);
  });

  test('under /proc, where no folder can be made', async () => {
    const cwd = folder({ 'my.yaml': deck });
    expect((await look(cwd, { env: { XDG_CACHE_HOME: '/proc/nowhere/at/all' } })).code).toBe(0);
  });
});

describe('what stands in the cache is harmless', () => {
  test('when it is torn, changed or foreign, wherever', async () => {
    const cwd = folder({ 'my.yaml': deck });
    const first = await look(cwd);
    const [name] = entries(cwd);
    const place = join(cwd, 'home/.cache/convene', name!);
    const whole = readFileSync(place);
    await fc.assert(
      fc.asyncProperty(
        fc.oneof(
          fc.nat(whole.length - 1).map((cut) => whole.subarray(0, cut)),
          fc.tuple(fc.nat(whole.length - 1), fc.integer({ min: 1, max: 255 })).map(([at, flip]) => {
            const changed = Buffer.from(whole);
            changed[at]! ^= flip;
            return changed;
          }),
          fc.uint8Array(),
          fc.constant(Buffer.concat([whole, whole])),
          fc.json().map((text) => Buffer.from(`${text}\n`)),
        ),
        async (bytes) => {
          writeFileSync(place, bytes);
          expect(await look(cwd)).toEqual(first);
          // And it has mended itself.
          expect(await look(cwd)).toEqual({ ...first, opened: false });
        },
      ),
      { numRuns: 100 },
    );
  });

  test('when a folder, or a pipe that nobody writes to, stands in its place', async () => {
    const cwd = folder({ 'my.yaml': deck });
    const first = await look(cwd);
    const place = join(cwd, 'home/.cache/convene', entries(cwd)[0]!);
    rmSync(place);
    mkdirSync(place);
    expect(await look(cwd)).toEqual(first);
    rmSync(place, { recursive: true });
    await promisify(execFile)('mkfifo', [place]);
    expect(await look(cwd)).toEqual(first);
  });

  test.each(['openSync', 'writeFileSync', 'fsyncSync', 'renameSync', 'mkdirSync', 'readdirSync'] as const)(
    'when %s fails while it is written',
    async (name) => {
      const cwd = folder({ 'my.yaml': deck });
      const failing = (...args: unknown[]) => {
        const inCache = typeof args[0] !== 'string' || args[0].includes('.cache');
        if (inCache) throw Object.assign(new Error('full'), { code: 'ENOSPC' });
        return Reflect.apply(Reflect.get(fs, name), fs, args) as unknown;
      };
      const { opened: _, ...expected } = await look(cwd);
      rmSync(join(cwd, 'home'), { recursive: true });
      expect(await look(cwd, { disk: { [name]: failing } })).toMatchObject(expected);
      expect(await look(cwd)).toMatchObject(expected);
      expect(entries(cwd)).toHaveLength(1);
    },
  );

  test('when many processes come at once', async () => {
    const home = folder({ 'my.yaml': deckOf('A?', 'B?', 'C?') });
    await new Promise((resolve) => setTimeout(resolve, 2100));
    const draw = () =>
      promisify(execFile)(process.execPath, [join(root, 'bin/convene.js'), 'draw', '-d', 'my.yaml', '-n', '3', '--seed', 'kelp'], {
        cwd: home,
        env: { HOME: home },
      });
    const said = await Promise.all(Array.from({ length: 8 }, draw));
    expect(new Set(said.map(({ stdout, stderr }) => stdout + stderr)).size).toBe(1);
    expect(readdirSync(join(home, '.cache/convene'))).toEqual([expect.stringMatching(/^[0-9a-f]{16}\.deck$/)]);
  });
});

test('entries of files that are gone are thrown away in time, and nothing else is', async () => {
  const cwd = folder({ 'my.yaml': deck, 'a.yaml': deckOf('A?'), 'b.yaml': deckOf('B?') });
  for (const name of ['a.yaml', 'b.yaml', 'my.yaml']) await look(cwd, {}, name);
  expect(entries(cwd)).toHaveLength(3);
  writeFileSync(join(cwd, 'home/.cache/convene/notes.txt'), 'mine');
  writeFileSync(join(cwd, 'home/.cache/convene/0123456789abcdef.deck.kelp1'), 'left half written');
  utimesSync(join(cwd, 'home/.cache/convene/0123456789abcdef.deck.kelp1'), 1, 1);
  rmSync(join(cwd, 'a.yaml'));
  truncateSync(join(cwd, 'my.yaml'), deck.length - 1);
  await look(cwd);
  expect(entries(cwd)).toHaveLength(3);
  expect(entries(cwd)).toContain('notes.txt');
});

test('only its owner may look at it', async () => {
  const cwd = folder({ 'my.yaml': deck });
  await look(cwd);
  const place = join(cwd, 'home/.cache/convene');
  expect([place, join(place, entries(cwd)[0]!)].map((path) => statSync(path).mode & 0o777)).toEqual([0o700, 0o600]);
});
