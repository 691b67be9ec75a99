import { join } from 'node:path';
import type { Io } from './io.js';

/** The version of the package, as its package.json says. */
export function version(io: Io): string {
  return (JSON.parse(io.disk.readFileSync(join(io.root, 'package.json'), 'utf8')) as { version: string }).version;
}
