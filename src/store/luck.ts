import { join } from 'node:path';
import type { Hash } from '../core/random.js';
import type { Io } from '../io.js';

/** As many names as are looked through at a time: as much as stays in a processor's nearer caches, and is worth a read. */
export const most = 32768;

/** Looks through names for those that may have a chance as great as wanted. */
export interface Luck {
  /** Room for the names, two words each. */
  readonly names: Uint32Array;
  /** Of the names from this place up to that, all whose chance has first bits as great as `least`, and few others. */
  among(seed: Hash, some: { from: number; to: number; least: number }): { place: number; name: Hash }[];
}

/** What core/lucky.wat gives. */
interface Lucky {
  readonly memory: { readonly buffer: ArrayBuffer };
  lucky(one: number, two: number, least: number, from: number, end: number): number;
}

/** As much of it as is needed here: Node has it, and its types have not. */
declare const WebAssembly: {
  readonly Module: new (bytes: Uint8Array) => object;
  readonly Instance: new (module: object) => { readonly exports: unknown };
};

/**
 * Loads the loop that is worth it: V8 would be done with a million names before it has made this loop of JavaScript fast.
 * Throws where it can't be had; then the prompts themselves tell.
 */
export function luck(io: Io): Luck {
  const program = new WebAssembly.Module(io.disk.readFileSync(join(io.root, 'dist', 'lucky.wasm')));
  const { memory, lucky } = new WebAssembly.Instance(program).exports as Lucky;
  const names = new Uint32Array(memory.buffer, 0, 2 * most);
  const places = new Uint32Array(memory.buffer, 8 * most, most);
  return {
    names,
    among([one, two], { from, to, least }) {
      const count = lucky(one, two, least, 8 * from, 8 * to);
      // Names are taken by fours: a few of those found may stand after the last.
      const found = Array.from(places.subarray(0, count), (place) => place / 8).filter((place) => place < to);
      return found.map((place) => ({ place, name: [names[2 * place]!, names[2 * place + 1]!] }));
    },
  };
}
