#!/usr/bin/env node
const { readFileSync } = require('node:fs');
const { Script } = require('node:vm');

const dist = `${__dirname.slice(0, -'bin'.length)}dist/`;
/** The pieces of the program that are loaded, by their names. */
const pieces = new Map();

/**
 * Loads a piece of the program as `require` does, but for compiling it: beside it stands what V8 made of it when it was
 * built, for the Node that it was built with. Any other compiles the piece anew.
 */
function load(name) {
  const known = pieces.get(name);
  if (known) return known.exports;
  const file = dist + name;
  const script = new Script(readFileSync(file, 'utf8'), { filename: file, cachedData: kept(name) });
  // An object without a prototype takes a hundred names at less cost.
  const piece = { script, exports: Object.create(null) };
  pieces.set(name, piece);
  try {
    script.runInThisContext()(piece.exports, (id) => (id[0] === '.' ? load(id.slice(2)) : require(id)), piece, file, dist.slice(0, -1));
  } catch (error) {
    pieces.delete(name);
    throw error;
  }
  return piece.exports;
}

/** Its file is named after the Node that made it: V8 can't be trusted to refuse what is another's (nodejs/node#62781). */
const compiled = (name) => `${dist}${name}.${process.version}-${process.platform}-${process.arch}.v8`;

function kept(name) {
  try {
    return readFileSync(compiled(name));
  } catch {}
}

module.exports = { compiled, load, pieces };
if (require.main === module) {
  let program;
  try {
    program = load('convene.cjs');
  } catch (error) {
    if (error.code !== 'ENOENT') throw error;
    process.stderr.write('convene: not built yet; run: npm ci\n');
    process.exitCode = 70;
  }
  program?.main(program.realIo()).then((code) => {
    // Setting it takes Node a while, even to what it is.
    if (code) process.exitCode = code;
  });
}
