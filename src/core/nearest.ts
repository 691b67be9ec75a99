/**
 * The candidate that was probably meant, or undefined where none is close.
 * Close: one begins with the other (three letters at least), or no more than a third of the letters are wrong.
 */
export function nearest(word: string, candidates: Iterable<string>): string | undefined {
  const typed = word.toLowerCase().slice(0, 64);
  let best: string | undefined;
  let least = Math.max(1, Math.floor(typed.length / 3)) + 1;
  for (const candidate of candidates) {
    const known = candidate.toLowerCase().slice(0, 64);
    const steps = typed.length >= 3 && known.startsWith(typed) ? 0.5 : distance(typed, known);
    if (steps < least) [best, least] = [candidate, steps];
  }
  return best;
}

/** Letters to change, add, drop or swap with their neighbour (F. J. Damerau 1964; optimal string alignment). */
function distance(a: string, b: string): number {
  let [older, old] = [[] as number[], [] as number[]];
  for (let i = 0; i <= a.length; i++) {
    const row = [i];
    for (let j = 1; j <= b.length; j++) {
      const same = a[i - 1] === b[j - 1] ? 0 : 1;
      row[j] = i === 0 ? j : Math.min(old[j]! + 1, row[j - 1]! + 1, old[j - 1]! + same);
      if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1]) row[j] = Math.min(row[j]!, older[j - 2]! + 1);
    }
    [older, old] = [old, row];
  }
  return old[b.length]!;
}
