// Keeps what V8 makes of the pieces of the program, so that it needn't be made at each start. That of a piece is written
// after the first round that loads it, and so holds only what that round ran: the more it holds, the longer each start reads.
const { existsSync, mkdtempSync, rmSync, writeFileSync } = require('node:fs');
const { tmpdir } = require('node:os');
const { join } = require('node:path');
const { compiled, load, pieces } = require('./convene.js');

const rounds = [
  ['draw', 'draw gifts', 'draw --today'],
  // The first of each fills the cache of the deck, the second reads it.
  ['draw -d small.yaml', 'draw -d small.yaml', 'draw -d large.yaml', 'draw -d large.yaml gifts -n 2'],
  ['list', 'list prompts', '__complete zsh draw cr'],
  [['flip', 'How do we measure it?'], 'agenda', 'agenda opener-10 -m 12 -p 9', 'print gifts -f html', 'check small.yaml'],
];

/** A deck of so many prompts. */
function deck(count) {
  const prompts = Array.from({ length: count }, (_, i) => `  - text: With ${i + 1} people here, whom would you miss?\n    kind: gifts\n`);
  return `title: Here\nprompts:\n${prompts.join('')}`;
}

async function compile(folder) {
  const { main, realIo } = load('convene.cjs');
  writeFileSync(join(folder, 'small.yaml'), deck(9));
  writeFileSync(join(folder, 'large.yaml'), deck(20_000));
  const io = {
    ...realIo(),
    cwd: folder,
    env: { XDG_CACHE_HOME: folder },
    home: () => undefined,
    // A deck that has changed within two seconds is not kept: the clock runs ahead.
    now: () => new Date(Date.now() + 10_000),
  };
  for (const lines of rounds) {
    for (const line of lines) {
      const code = await main({ ...io, argv: Array.isArray(line) ? line : line.split(' ') });
      if (code) throw new Error(`convene ${line} ended with ${code}`);
    }
    for (const [name, { script }] of pieces) {
      if (!existsSync(compiled(name))) writeFileSync(compiled(name), script.createCachedData());
    }
  }
}

const folder = mkdtempSync(join(tmpdir(), 'convene-'));
compile(folder).finally(() => rmSync(folder, { recursive: true }));
