// Builds dist: the program as CommonJS in pieces that load when they are needed, the library with its types, and the
// decks as data.
const { execFileSync } = require('node:child_process');
const { mkdirSync, readFileSync, readdirSync, rmSync, writeFileSync } = require('node:fs');
const { join } = require('node:path');

const root = join(__dirname, '..');
const dist = join(root, 'dist');

async function build() {
  const { rolldown } = await import('rolldown');
  const bundle = async (input, output, external = /^node:/) => {
    const made = await rolldown({
      input,
      cwd: root,
      platform: 'node',
      preserveEntrySignatures: 'allow-extension',
      external,
      resolve: { extensionAlias: { '.js': ['.ts', '.js'] } },
      // The library has all of it in one piece: what the program loads on demand is loaded there at once.
      onLog: (level, log, handle) => log.code !== 'INEFFECTIVE_DYNAMIC_IMPORT' && handle(level, log),
    });
    const { output: files } = await made.write({ dir: dist, minify: false, ...output });
    await made.close();
    return files;
  };

  // What every draw needs stands in one file: opening a file costs more than reading it.
  const needed =
    '(core|sheet|store/(decks|read|places)|commands/(command|choosing|output|draw|index)|formats/(index|text|json)\\.ts|[a-z-]+\\.ts)';
  const hot = { name: 'program', test: new RegExp(`^(?!.*/program\\.ts).*(rolldown/runtime|/src/${needed})`) };

  rmSync(dist, { recursive: true, force: true });
  mkdirSync(dist);
  const files = [
    ...(await bundle(
      { convene: 'src/convene.ts' },
      { format: 'cjs', entryFileNames: '[name].cjs', chunkFileNames: '[name].cjs', codeSplitting: { groups: [hot] } },
    )),
    ...(await bundle({ index: 'src/index.ts' }, { format: 'esm', chunkFileNames: 'library-[name].js' })),
    ...(await bundle({ 'build-decks': 'src/build/decks.ts' }, { format: 'cjs', entryFileNames: '[name].cjs' })),
  ];
  const { compileDecks, compileSessions } = require(join(dist, 'build-decks.cjs'));
  writeFileSync(join(dist, 'decks.json'), JSON.stringify(compileDecks(join(root, 'decks'))));
  writeFileSync(join(dist, 'sessions.json'), JSON.stringify(compileSessions(join(root, 'decks', 'sessions'))));
  rmSync(join(dist, 'build-decks.cjs'));
  const helpOf = (...topic) => execFileSync(process.execPath, [join(root, 'bin', 'convene.js'), 'help', ...topic], { encoding: 'utf8' });
  const topics = ['', ...[...helpOf().matchAll(/^ {2}([a-z]+) {2,}/gm)].map(([, name]) => name)];
  const help = Object.fromEntries(topics.map((topic) => [topic, helpOf(...[topic].filter(Boolean))]));
  writeFileSync(join(dist, 'help.json'), JSON.stringify(help));
  writeFileSync(join(dist, 'licenses.txt'), licenses(files));
  execFileSync(process.execPath, [join(root, 'node_modules', 'typescript', 'bin', 'tsc'), '-p', 'tsconfig.types.json'], {
    cwd: root,
    stdio: ['ignore', 'inherit', 'inherit'],
  });
}

/** The licences of the packages whose code is in the bundles. */
function licenses(files) {
  const modules = files.flatMap((file) => Object.keys(file.modules ?? {}));
  const folders = new Set(modules.map((id) => /^(.*[\\/]node_modules[\\/](?:@[^\\/]+[\\/])?[^\\/]+)[\\/]/.exec(id)?.[1]).filter(Boolean));
  return [...folders]
    .map((folder) => {
      const { name, version, license } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'));
      const file = readdirSync(folder).find((entry) => /^licen[cs]e/i.test(entry));
      return `${name} ${version} (${license})\n\n${file ? readFileSync(join(folder, file), 'utf8').trim() : ''}\n`;
    })
    .sort()
    .join(`\n${'-'.repeat(80)}\n\n`);
}

module.exports = { build };
if (require.main === module) build();
