import { execFileSync, spawn, spawnSync } from 'node:child_process';
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { deckOf, folder, root } from './run.js';
import { bin, env, shell as shellIn } from './shell.js';

/** Runs a line of shell in an empty folder with an empty home. */
const shell = (line: string, files: Record<string, string> = {}) => shellIn(folder(files), line);

describe('the built command', () => {
  test('draws a question', () => {
    expect(shell('convene draw crossroads')).toEqual({ code: 0, stdout: expect.stringMatching(/^\S.*\n$/), stderr: '' });
  });

  test.each<[string, string, { code: number; stdout?: unknown; stderr: unknown }]>([
    ['fills a variable', 'x=$(convene draw gifts) && [ -n "$x" ]', { code: 0, stdout: '', stderr: '' }],
    [
      'ends quietly when its reader leaves',
      'set -o pipefail; convene list prompts --json | head -1',
      { code: 0, stdout: '[\n', stderr: '' },
    ],
    [
      'loses nothing to a slow reader',
      'convene print -n >/dev/null; convene list prompts --json | (sleep 0.5; tail -c 2)',
      { code: 0, stdout: ']\n', stderr: expect.anything() },
    ],
    [
      'tells a full disk',
      'convene draw >/dev/full',
      { code: 3, stdout: '', stderr: "convene: standard output: can't be written: no space is left on the disk\n" },
    ],
    ['keeps its code when standard error is full too', 'convene draw crosroads 2>/dev/full', { code: 2, stdout: '', stderr: '' }],
    ['needs no standard input', 'convene draw <&- >/dev/null', { code: 0, stdout: '', stderr: '' }],
    [
      'does not wait for a FIFO',
      'mkfifo f.yaml; convene draw -d f.yaml',
      { code: 3, stdout: '', stderr: expect.stringContaining('f.yaml: this is not a regular file') },
    ],
    [
      'tells a circle of links',
      'ln -s a.yaml a.yaml; convene draw -d ./a.yaml',
      { code: 3, stdout: '', stderr: expect.stringContaining('symbolic links lead in a circle') },
    ],
    ['takes a deck from a pipe', `printf 'title: t\\nprompts: [A?]\\n' | convene draw -d -`, { code: 0, stdout: 'A?\n', stderr: '' }],
    [
      'tells a directory given as a file to write',
      'convene draw -o .',
      { code: 3, stdout: '', stderr: "convene: .: can't be written: that is a folder\n" },
    ],
    [
      'writes to a device directly',
      'convene draw -o /dev/full',
      { code: 3, stdout: '', stderr: "convene: /dev/full: can't be written: no space is left on the disk\n" },
    ],
    ['draws without a home', 'env -u HOME true; HOME= convene draw >/dev/null', { code: 0, stdout: '', stderr: '' }],
    [
      'shows the help where nobody is there to ask',
      'convene </dev/null | head -1',
      { code: 0, stdout: 'Usage: convene [options] [command]\n', stderr: '' },
    ],
    ['ends all the same when both streams are closed', 'convene draw crosroads >&- 2>&-', { code: 2, stdout: '', stderr: '' }],
  ])('%s', (_, line, expected) => {
    expect(shell(line)).toEqual({ stdout: expect.anything(), ...expected });
  });

  test('cannot read what is forbidden, and says so', () => {
    const cwd = folder({ 'a.yaml': deckOf('A?') });
    // Root reads everything, so this becomes somebody else where it is root, who needs a copy within reach.
    execFileSync('cp', ['-r', ...['bin', 'dist', 'package.json'].map((part) => join(root, part)), cwd]);
    execFileSync('chmod', ['755', cwd]);
    const other = process.getuid?.() === 0 ? 'setpriv --reuid=65534 --clear-groups ' : '';
    const line = `chmod 000 a.yaml; ${other}'${process.execPath}' bin/convene.js draw -d a.yaml`;
    const { status, stdout, stderr } = spawnSync('bash', ['-c', line], { cwd, env: env('/nonexistent'), encoding: 'utf8' });
    expect({ status, stdout, stderr }).toEqual({ status: 3, stdout: '', stderr: "convene: a.yaml: can't be read: permission denied\n" });
  });

  test('is stopped by Ctrl-C', async () => {
    const cwd = folder();
    const child = spawn(process.execPath, [bin, 'draw', '-d', '-'], { cwd, env: env(cwd), stdio: ['pipe', 'pipe', 'pipe'] });
    setTimeout(() => child.kill('SIGINT'), 300);
    const [code, signal] = await new Promise<[number | null, string | null]>((done) => child.on('exit', (...how) => done(how)));
    expect([code, signal]).toEqual([null, 'SIGINT']);
  });

  test('writes nothing in the home', () => {
    expect(shell('convene draw >/dev/null; convene list >/dev/null; find . -mindepth 1')).toEqual({ code: 0, stdout: '', stderr: '' });
  });
});

describe('the library', () => {
  const program = `import { draw, Failure, loadDecks, parseDeck, select } from 'convener';
const decks = await loadDecks();
const { prompts } = select(decks, { kinds: ['crossroads'], maxEdge: 2 });
const [prompt] = draw(prompts, { count: 1, seed: 'kelp' });
const { problems } = parseDeck('title: t\\nprompts: [{txet: A?}]', { name: 't', file: 't.yaml' });
let told = '';
try { await loadDecks(['crosroads']); } catch (error) { if (error instanceof Failure) told = error.message; }
console.log(JSON.stringify([prompt?.kind, problems[0]?.code, told]));
`;
  const consumer = () => {
    const cwd = folder({ 'use.mjs': program, 'use.mts': program });
    mkdirSync(join(cwd, 'node_modules'));
    execFileSync('ln', ['-s', root, join(cwd, 'node_modules', 'convener')]);
    return cwd;
  };

  test('works from JavaScript', () => {
    const cwd = consumer();
    const out = execFileSync(process.execPath, ['use.mjs'], { cwd, env: env(cwd), encoding: 'utf8' });
    expect(JSON.parse(out)).toEqual(['crossroads', 'unknown-key', '--deck: unknown deck "crosroads"; did you mean "crossroads"?']);
  });

  test('has types', () => {
    const cwd = consumer();
    const wrong =
      "\nimport type { Prompt } from 'convener';\n// @ts-expect-error edge is 1, 2 or 3\nexport const p: Pick<Prompt, 'edge'> = { edge: 4 };\n";
    writeFileSync(join(cwd, 'use.mts'), program.replaceAll('console.log', 'void ') + wrong);
    const tsc = join(root, 'node_modules', 'typescript', 'bin', 'tsc');
    const options = ['--noEmit', '--strict', '--module', 'nodenext', '--target', 'es2022', 'use.mts'];
    expect(spawnSync(process.execPath, [tsc, ...options], { cwd, encoding: 'utf8' })).toMatchObject({ status: 0, stdout: '' });
  });

  test('says of every export what it is', () => {
    const declared = (readdirSync(join(root, 'src'), { recursive: true }) as string[])
      .filter((file) => file.endsWith('.ts'))
      .map((file) => readFileSync(join(root, 'src', file), 'utf8'))
      .join('\n');
    const index = readFileSync(join(root, 'src', 'index.ts'), 'utf8').replace(/\/\*\*[\s\S]*?\*\//g, '');
    const again = [...index.matchAll(/export (?:type )?\{([^}]+)\}/g)].flatMap(([, names]) =>
      names!.split(',').map((name) => name.trim().split(' as ')[0]!),
    );
    const names = [...again, ...[...index.matchAll(/export (?:async )?function (\w+)/g)].map(([, name]) => name!)];
    expect(names.length).toBeGreaterThan(15);
    const silent = names.filter(
      (name) => !new RegExp(`\\*/\\nexport (async )?(function|const|interface|type|class) ${name}\\b`).test(declared),
    );
    expect(silent).toEqual([]);
  });
});
