// Builds dist: the program as CommonJS in pieces that load when they are needed, the library with its types, and the
// decks as data.
const { execFileSync } = require('node:child_process');
const { mkdirSync, readFileSync, readdirSync, rmSync, writeFileSync } = require('node:fs');
const { dirname, join } = require('node:path');

const root = join(__dirname, '..');
const dist = join(root, 'dist');
const fonts = join(root, 'node_modules', '@fontsource', 'source-serif-4');

// What packages can do besides. pdfkit reads fonts itself, breaks lines, shows pictures, locks files: pages that are laid out
// before they reach it need none of that, and half of its weight stays away. chalk finds out how many colours there are, and
// loads Node's sockets for it: it is told how many.
const besides = { pdfkit: ['fontkit', 'linebreak', 'png-js', '@noble/ciphers/aes'], chalk: ['#supports-color'] };
const unused = {
  name: 'unused',
  resolveId(id, importer = '') {
    const idle = Object.entries(besides).some(([name, parts]) => importer.includes(name) && parts.includes(id));
    return idle ? { id: `\0unused:${id}`, moduleSideEffects: false } : null;
  },
  load: (id) =>
    id.startsWith('\0unused:') ? 'export const create = undefined, cbc = undefined, ecb = undefined; export default {};' : null,
};

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
      plugins: [unused],
    });
    const { output: files } = await made.write({ dir: dist, minify: false, ...output });
    await made.close();
    return files;
  };

  // What every draw needs stands in one file, and so does what every page needs: opening a file costs more than reading it.
  const needed = reached(['convene.ts', 'formats/text.ts', 'formats/json.ts'].map((file) => join(root, 'src', file)));
  const inside = (pattern) => new RegExp(pattern.replaceAll('/', '[\\\\/]'));
  const hot = { name: 'program', test: (id) => needed.has(id) || id.includes('rolldown/runtime') };
  const reading = reached([join(root, 'src', 'store', 'decks.ts')]);
  const own = { name: 'decks', test: (id) => reading.has(id) };
  const paper = {
    name: 'paper',
    test: inside('/src/(layout/(?!fold|table|poster|handout)|formats/html(-page|-type)?\\.ts|commands/page|store/fonts)'),
  };

  rmSync(dist, { recursive: true, force: true });
  mkdirSync(dist);
  const files = [
    ...(await bundle(
      { convene: 'src/convene.ts' },
      { format: 'cjs', entryFileNames: '[name].cjs', chunkFileNames: '[name].cjs', codeSplitting: { groups: [hot, own, paper] } },
    )),
    ...(await bundle({ index: 'src/index.ts' }, { format: 'esm', chunkFileNames: 'library-[name].js' })),
  ];
  // What only the build runs; packages stand in node_modules then.
  const building = join(dist, 'build');
  await bundle(
    { decks: 'src/build/decks.ts', fonts: 'src/build/fonts.ts', pages: 'src/build/pages.ts' },
    { format: 'cjs', dir: building, entryFileNames: '[name].cjs', chunkFileNames: '[name].cjs' },
    /^(node:|@?[a-z][\w.-]*(\/|$))/,
  );
  const { compileFonts } = require(join(building, 'fonts.cjs'));
  compileFonts(join(fonts, 'files'), join(dist, 'fonts'));
  const { apart, compileDecks, compileSessions, deckLines, deckSchema, sessionSchema } = require(join(building, 'decks.cjs'));
  const { helpTexts, manualPage } = require(join(building, 'pages.cjs'));
  const { decks, hearing } = apart(compileDecks(join(root, 'decks')));
  writeFileSync(join(dist, 'decks.jsonl'), ascii(deckLines(decks)));
  writeFileSync(join(dist, 'lucky.wasm'), await assembled(join(root, 'src', 'core', 'lucky.wat')));
  writeFileSync(join(dist, 'hearing.json'), JSON.stringify(hearing));
  writeFileSync(join(dist, 'sessions.json'), JSON.stringify(compileSessions(join(root, 'decks', 'sessions'))));
  writeFileSync(join(dist, 'deck.schema.json'), `${JSON.stringify(deckSchema(), null, 2)}\n`);
  writeFileSync(join(dist, 'session.schema.json'), `${JSON.stringify(sessionSchema(), null, 2)}\n`);
  writeFileSync(join(dist, 'help.json'), JSON.stringify(await helpTexts()));
  writeFileSync(join(dist, 'convene.1'), await manualPage({ version: require('../package.json').version, date: today() }));
  for (const name of readdirSync(dist).filter((file) => file.endsWith('.cjs'))) {
    const code = ascii(readFileSync(join(dist, name), 'utf8'));
    writeFileSync(join(dist, name), `(function (exports, require, module, __filename, __dirname) {${code}\n})`);
  }
  rmSync(building, { recursive: true });
  execFileSync(process.execPath, [join(__dirname, 'compile.js')], { env: { PATH: process.env.PATH }, stdio: ['ignore', 'pipe', 'pipe'] });
  writeFileSync(join(dist, 'licenses.txt'), licenses(files));
  execFileSync(process.execPath, [join(root, 'node_modules', 'typescript', 'bin', 'tsc'), '-p', 'tsconfig.types.json'], {
    cwd: root,
    stdio: ['ignore', 'inherit', 'inherit'],
  });
}

/** WebAssembly from its text. */
async function assembled(file) {
  const { default: wabt } = await import('wabt');
  return (await wabt()).parseWat(file, readFileSync(file, 'utf8'), { simd: true }).toBinary({}).buffer;
}

/** The same JSON or program in letters of one byte each, which V8 reads and keeps at less cost than any others. */
function ascii(text) {
  if (/\\[^\x00-\x7f]/.test(text)) throw new Error('a letter of more than one byte after a backslash would come to mean something else');
  return text.replace(/[^\x00-\x7f]/g, (letter) => `\\u${letter.charCodeAt(0).toString(16).padStart(4, '0')}`);
}

/** The day of this build, or the one that SOURCE_DATE_EPOCH asks for (reproducible-builds.org). */
function today() {
  const { SOURCE_DATE_EPOCH } = process.env;
  return (SOURCE_DATE_EPOCH ? new Date(Number(SOURCE_DATE_EPOCH) * 1000) : new Date()).toISOString().slice(0, 10);
}

/** These source files and all that they import, but for what they load when it is asked for. */
function reached(files, found = new Set()) {
  for (const file of files) {
    if (found.has(file)) continue;
    found.add(file);
    const imports = readFileSync(file, 'utf8').matchAll(/^(?:import|export) (?!type )[^;]*? from '(\.[^']+)\.js';$/gm);
    reached(
      [...imports].map(([, from]) => join(dirname(file), `${from}.ts`)),
      found,
    );
  }
  return found;
}

/** The licences of the packages whose code is in the bundles, and of the fonts. */
function licenses(files) {
  const modules = files.flatMap((file) => Object.keys(file.modules ?? {}));
  const folders = new Set(modules.map((id) => /^(.*[\\/]node_modules[\\/](?:@[^\\/]+[\\/])?[^\\/]+)[\\/]/.exec(id)?.[1]).filter(Boolean));
  return [...folders, fonts]
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
