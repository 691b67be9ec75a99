import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { PageLook } from '../src/formats/format.js';
import type { Shape } from '../src/layout/shape.js';
import { type Metrics, measuredType } from '../src/layout/type.js';
import { root } from './run.js';

const data = (name: string) => JSON.parse(readFileSync(join(root, 'dist', 'fonts', `${name}.json`), 'utf8'));

const hashOf = (name: string) => (data('metrics') as Metrics).faces.find(({ file }) => file === name)!.hash;

/** A page of cards on A4 in our own family, or what is made of it. */
export function pageLook(other: Partial<PageLook> = {}): PageLook {
  return {
    layout: 'cards',
    paper: 'a4',
    cutOrder: false,
    blank: 0,
    type: measuredType(data('metrics') as Metrics),
    file: (name) => readFileSync(join(root, 'dist', 'fonts', `${name}.ttf`)),
    rule: (name) => ({ css: readFileSync(join(root, 'dist', 'fonts', `${name}.css`), 'latin1'), hash: hashOf(name) }),
    shape: (name) => data(name) as Shape,
    producer: () => 'convene 0',
    ...other,
  };
}

/** Whether a program that only some machines have is on this one. */
export function have(program: string): boolean {
  try {
    execFileSync('which', [program], { stdio: 'ignore' });
    return true;
  } catch {
    return false;
  }
}

/** What a program says on standard output. Throws where it fails. */
export function told(program: string, ...args: string[]): string {
  return execFileSync(program, args, { encoding: 'utf8', stdio: ['ignore', 'pipe', 'pipe'], maxBuffer: 64 * 1024 * 1024 });
}
