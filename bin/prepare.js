// What npm runs after an install from a checkout: builds dist. Where the tools to build are missing (npm install -g .,
// --omit=dev), an existing dist is kept, or they are installed from the lock file first.
const { execSync } = require('node:child_process');
const { existsSync } = require('node:fs');
const { join } = require('node:path');

const root = join(__dirname, '..');
const tools = ['rolldown', 'typescript', 'wabt'].every((name) => existsSync(join(root, 'node_modules', name, 'package.json')));

if (tools) {
  require('./build.js').build();
} else if (!existsSync(join(root, 'dist', 'convene.cjs'))) {
  // npm hands its own settings down; those of a global install would put the tools in the wrong place.
  const handedDown = /^npm_config_(global|globalconfig|prefix|local_prefix|global_prefix|location|omit|production|dry_run|ignore_scripts)$/;
  const env = Object.fromEntries(Object.entries(process.env).filter(([name]) => !handedDown.test(name)));
  execSync('npm ci --ignore-scripts --include=dev --no-audit --no-fund', {
    cwd: root,
    env: { ...env, NODE_ENV: '' },
    stdio: ['ignore', 'ignore', 'inherit'],
  });
  require('./build.js').build();
}
