/** Two 32-bit words that stand for a text. */
export type Hash = readonly [number, number];

/** The same text gives the same hash on every machine: MurmurHash3_x86_32 (Austin Appleby, public domain) over its UTF-16LE bytes, with the seeds 0 and 1. */
export function hash(text: string): Hash {
  let [one, two] = [0, 1];
  const even = text.length & ~1;
  for (let i = 0; i < even; i += 2) {
    const k = scrambled(text.charCodeAt(i) | (text.charCodeAt(i + 1) << 16));
    one = added(one, k);
    two = added(two, k);
  }
  const rest = even < text.length ? scrambled(text.charCodeAt(even)) : 0;
  return [mix(one ^ rest ^ (text.length * 2)), mix(two ^ rest ^ (text.length * 2))];
}

/**
 * A number in (0, 1) for this seed and this name, as good as chance and the same on every machine: 53 bits mixed from
 * both hashes by the finalizer of MurmurHash3.
 */
export function chance(seed: Hash, name: Hash): number {
  const high = upper(seed, name[0], name[1]);
  const low = mix(high ^ name[0] ^ seed[1]);
  return ((high >>> 5) * 0x4000000 + (low >>> 6) + 0.5) / 0x20000000000000;
}

/** Whether the chance of a name whose hash is `a` and `b` may be that great, by its first bits (see `leastFor`). */
export function mayReach(seed: Hash, a: number, b: number, least: number): boolean {
  return upper(seed, a, b) >>> 5 >= least;
}

/** The first 32 bits of a chance, signed, for a name whose hash is `a` and `b`; the first 27 of them decide. As in lucky.wat. */
function upper(seed: Hash, a: number, b: number): number {
  return mixed(mixed(seed[0] ^ a) ^ (b + seed[1]));
}

/** The least that the first bits of a chance can be where the chance is at least `u`, from 0 to 1. */
export function leastFor(u: number): number {
  return Math.max(0, Math.floor(u * 0x8000000) - 1);
}

function scrambled(block: number): number {
  const k = Math.imul(block, 0xcc9e2d51);
  return Math.imul((k << 15) | (k >>> 17), 0x1b873593);
}

function added(h: number, k: number): number {
  const x = h ^ k;
  return (Math.imul((x << 13) | (x >>> 19), 5) + 0xe6546b64) | 0;
}

function mix(word: number): number {
  return mixed(word) >>> 0;
}

/** The same 32 bits, signed: what a loop over a million of them is faster with. */
function mixed(word: number): number {
  let h = Math.imul(word ^ (word >>> 16), 0x85ebca6b);
  h = Math.imul(h ^ (h >>> 13), 0xc2b2ae35);
  return h ^ (h >>> 16);
}
