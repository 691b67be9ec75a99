import { join } from 'node:path';
import type { Io } from '../io.js';
import { packaged } from './packaged.js';

/** What the build measured of the family that goes on paper, or of a file of it, as it stands in the package. */
export function fontData(io: Io, name: string): unknown {
  return JSON.parse(Buffer.from(fontFile(io, `${name}.json`)).toString('utf8'));
}

/** The rule by which a page of HTML carries a file of that family. */
export function fontRule(io: Io, name: string): string {
  return Buffer.from(fontFile(io, `${name}.css`)).toString('latin1');
}

/** A file of that family. */
export function fontFile(io: Io, name: string): Uint8Array {
  return packaged('the fonts', () => io.disk.readFileSync(join(io.root, 'dist', 'fonts', name)));
}
