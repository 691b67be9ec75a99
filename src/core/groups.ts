import type { Form } from './session.js';

/**
 * Divides people into groups of about `size`: nobody is alone, and no group is larger than one more than wished where
 * that can be had. 5 in threes are 3 and 2, 8 are 4 and 4, 20 are 4, 4, 3, 3, 3, 3.
 */
export function split(people: number, size: number): number[] {
  let groups = Math.max(1, Math.floor(people / size));
  if (Math.ceil(people / groups) > size + 1 && Math.floor(people / (groups + 1)) >= 2) groups++;
  const least = Math.floor(people / groups);
  const larger = people % groups;
  return Array.from({ length: groups }, (_, i) => least + (i < larger ? 1 : 0));
}

/** How many sit together in each group, for each form; none where people are not in groups. */
export function groupsOf(form: Form, people: number, size = 3): number[] {
  switch (form) {
    case 'pairs':
      return split(people, 2);
    case 'groups':
      return split(people, size);
    case 'tables':
      return split(people, 4);
    case 'sixes': {
      // Pairs stay together, never more than three.
      const pairs = split(people, 2);
      const groups = Array.from({ length: Math.ceil(pairs.length / 3) }, () => 0);
      pairs.forEach((pair, i) => {
        groups[i % groups.length]! += pair;
      });
      return groups;
    }
    case 'plenary':
    case 'sharing':
    case 'circle':
      return [people];
    case 'silence':
    case 'open':
    case 'break':
    case 'buffer':
      return [];
  }
}

const names = ['', '', 'pairs', 'threes', 'fours', 'fives', 'sixes', 'sevens', 'eights'];

/** `threes and fours`, `groups of 9`. */
export function groupWords(groups: readonly number[]): string {
  const sizes = [...new Set(groups)].sort((a, b) => a - b);
  return sizes.map((size) => names[size] || `groups of ${size}`).join(' and ');
}

/** `2 × 4, 6 × 3`: how many groups of each size. */
export function groupCounts(groups: readonly number[]): string {
  const sizes = [...new Set(groups)].sort((a, b) => b - a);
  return sizes.map((size) => `${groups.filter((one) => one === size).length} × ${size}`).join(', ');
}
