import type { Tables, Tree } from '../core/tables.js';

const arrays = ['firstSaid', 'side', 'weight'] as const;
const treeArrays = ['first', 'label', 'firstEnd', 'ends'] as const;

/** Tables as they are kept in a file: the words as they are, the numbers as bytes (32 bits, the low byte first) in base64. */
export interface Kept {
  readonly sides: readonly string[];
  readonly forms: Readonly<Record<string, readonly number[]>>;
  readonly beginnings: Tables['beginnings'];
  readonly labelCount: number;
  readonly numbers: Readonly<Record<string, string>>;
}

export function keep(tables: Tables): Kept {
  const { sides, forms, beginnings, labelCount, cues, entries } = tables;
  const bytes = (numbers: Int32Array) => lowFirst(Buffer.from(numbers.slice().buffer)).toString('base64');
  return {
    sides,
    forms: Object.fromEntries(forms),
    beginnings,
    labelCount,
    numbers: Object.fromEntries([
      ...arrays.map((name) => [name, bytes(tables[name])]),
      ...treeArrays.map((name) => [`cues.${name}`, bytes(cues[name])]),
      ...treeArrays.map((name) => [`entries.${name}`, bytes(entries[name])]),
    ]),
  };
}

export function unkeep({ sides, forms, beginnings, labelCount, numbers }: Kept): Tables {
  const array = (name: string) => {
    const bytes = lowFirst(Buffer.from(numbers[name]!, 'base64'));
    return new Int32Array(bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.byteLength));
  };
  const tree = (name: string): Tree => ({
    first: array(`${name}.first`),
    label: array(`${name}.label`),
    firstEnd: array(`${name}.firstEnd`),
    ends: array(`${name}.ends`),
  });
  return {
    sides,
    forms: new Map(Object.entries(forms)),
    beginnings,
    labelCount,
    cues: tree('cues'),
    entries: tree('entries'),
    firstSaid: array('firstSaid'),
    side: array('side'),
    weight: array('weight'),
  };
}

/** These numbers with the low byte first, or as the machine has them: it is the same change. */
function lowFirst(bytes: Buffer): Buffer {
  return new Uint8Array(Int32Array.of(1).buffer)[0] === 1 ? bytes : bytes.swap32();
}
