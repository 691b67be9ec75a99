#!/usr/bin/env node
const { existsSync, readFileSync } = require('node:fs');
const { dirname, join } = require('node:path');
const { Script } = require('node:vm');

const file = join(__dirname, '../dist/convene.cjs');
/** What V8 made of the program when it was built. Another V8 passes it over, and compiles the program anew. */
const compiled = join(__dirname, '../dist/convene.v8');

/** Loads the program as `require` does, but for compiling it. */
function load() {
  const program = new module.constructor(file, module);
  program.filename = file;
  require.cache[file] = program;
  const script = new Script(readFileSync(file, 'latin1'), {
    filename: file,
    cachedData: existsSync(compiled) ? readFileSync(compiled) : undefined,
  });
  const { exports } = program;
  script.runInThisContext().call(exports, exports, (id) => program.require(id), program, file, dirname(file));
  program.loaded = true;
  return { ...exports, script };
}

module.exports = { load, compiled };
if (require.main === module) {
  if (existsSync(file)) {
    const { main, realIo } = load();
    main(realIo()).then((code) => {
      process.exitCode = code;
    });
  } else {
    process.stderr.write('convene: not built yet; run: npm ci\n');
    process.exitCode = 70;
  }
}
