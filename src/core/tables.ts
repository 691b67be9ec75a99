/** How much a cue says for each side: none of the pairs first, then the pairs in their order. */
export type Voice = readonly (readonly [side: number, weight: number])[];

/** Labels that no word has: a sentence begins or ends, it ends as a question, up to six words of any sort. */
export const end = { sentence: 0, question: 1 } as const;
export const gap = 2;

/** Cues or entries as a tree of labels, while it grows. */
export interface Branch<End> {
  next?: Map<number, Branch<End>>;
  /** What is complete here. */
  ends?: End[];
}

/**
 * A tree in which each node is a number, 0 the root, its children numbered one after the other in the order of their labels:
 * those of node n are `first[n]` to `first[n + 1] - 1`, and the label that leads to node n is `label[n]`.
 */
export interface Tree {
  readonly first: Int32Array;
  readonly label: Int32Array;
  /** What is complete at node n: `ends[firstEnd[n]]` and on. Voices are numbers too, and so are the labels of lists. */
  readonly firstEnd: Int32Array;
  readonly ends: Int32Array;
}

/** All the cues of a deck, in the form in which they are followed: few large arrays, read at once. */
export interface Tables {
  /** Whom the sides are: none of the pairs first, then the pairs by their ids within the deck. */
  readonly sides: readonly string[];
  /** The labels of each word's stem, of each form that is meant alone (`=others`). */
  readonly forms: ReadonlyMap<string, readonly number[]>;
  readonly beginnings: readonly (readonly [start: string, labels: readonly number[]])[];
  /** How many labels there are; each is less than that. */
  readonly labelCount: number;
  readonly cues: Tree;
  readonly entries: Tree;
  /** What voice v says: `side[k]` as much as `weight[k]`, a thousandth each, for k from `firstSaid[v]` on. */
  readonly firstSaid: Int32Array;
  readonly side: Int32Array;
  readonly weight: Int32Array;
}

/** What a tree is made of before it is packed. */
export interface Grown {
  readonly sides: readonly string[];
  readonly root: Branch<Voice>;
  readonly entries: Branch<number>;
  readonly forms: ReadonlyMap<string, readonly number[]>;
  readonly beginnings: Tables['beginnings'];
  readonly labelCount: number;
}

export function pack({ sides, root, entries, forms, beginnings, labelCount }: Grown): Tables {
  const voices = new Map<Voice, number>();
  const cues = flat(root, (voice) => {
    const number = voices.get(voice) ?? voices.size;
    voices.set(voice, number);
    return number;
  });
  const said = [...voices.keys()];
  return {
    sides,
    forms,
    beginnings,
    labelCount,
    cues,
    entries: flat(entries, (label) => label),
    firstSaid: offsets(said.map(({ length }) => length)),
    side: Int32Array.from(said.flat(), ([side]) => side),
    weight: Int32Array.from(said.flat(), ([, weight]) => Math.round(1000 * weight)),
  };
}

/** Numbers the nodes of a tree, level by level. */
function flat<End>(root: Branch<End>, numberOf: (end: End) => number): Tree {
  const nodes = [root];
  const label = [-1];
  const counts: number[] = [];
  for (const { next } of nodes) {
    const edges = [...(next ?? [])].sort(([a], [b]) => a - b);
    counts.push(edges.length);
    for (const [one, node] of edges) {
      nodes.push(node);
      label.push(one);
    }
  }
  const first = offsets(counts).map((n) => n + 1);
  return {
    first,
    label: Int32Array.from(label),
    firstEnd: offsets(nodes.map(({ ends = [] }) => ends.length)),
    ends: Int32Array.from(nodes.flatMap(({ ends = [] }) => ends.map(numberOf))),
  };
}

/** Where each begins if they stand one after the other, and where the last ends. */
function offsets(lengths: readonly number[]): Int32Array {
  const all = new Int32Array(lengths.length + 1);
  for (const [i, length] of lengths.entries()) all[i + 1] = all[i]! + length;
  return all;
}

/** The child of a node under a label; 0 where there is none, as no node has the root for a child. */
export function child({ first, label }: Tree, node: number, wanted: number): number {
  let low = first[node]!;
  let high = first[node + 1]! - 1;
  while (low <= high) {
    const middle = (low + high) >> 1;
    const here = label[middle]!;
    if (here === wanted) return middle;
    if (here < wanted) low = middle + 1;
    else high = middle - 1;
  }
  return 0;
}
