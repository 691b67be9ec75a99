// Keeps what V8 makes of the program for what is typed every day, so that it needn't be made at each start.
const { writeFileSync } = require('node:fs');
const { compiled, load } = require('./convene.js');

async function compile() {
  const { main, realIo, script } = load();
  for (const line of [
    'draw',
    'draw gifts -n 2 --seed kelp',
    'draw --json',
    'draw --today',
    'draw --nope',
    'draw nope',
    'nope',
    '--help',
    'list kinds',
  ]) {
    await main({ ...realIo(), argv: line.split(' ') });
  }
  writeFileSync(compiled, script.createCachedData());
}

compile();
