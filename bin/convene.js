#!/usr/bin/env node
const { existsSync } = require('node:fs');
const { join } = require('node:path');

const built = join(__dirname, '../dist/convene.cjs');
if (existsSync(built)) {
  const { main, realIo } = require(built);
  main(realIo()).then((code) => {
    process.exitCode = code;
  });
} else {
  process.stderr.write('convene: not built yet; run: npm ci\n');
  process.exitCode = 70;
}
