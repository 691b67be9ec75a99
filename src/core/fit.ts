/** The minutes a block may take, and what it takes where nothing presses. */
export interface Box {
  readonly least: number;
  readonly typical: number;
  readonly most: number;
  /** Small groups get what is left over by rounding. */
  readonly small?: boolean;
  /** A rest, before and after which a stretch of sitting is counted. */
  readonly rest?: boolean;
  /** Where it comes in the order of what to leave out, 1 first. */
  readonly cut?: number;
}

/**
 * Whole minutes for each box that sum to `total` exactly, each within its box; undefined where that can't be. What is
 * more or less than typical is spread in proportion to the room each box has; what rounding leaves goes to the longest
 * small group, or is taken from the longest of the rest.
 */
export function spread(boxes: readonly Box[], total: number): number[] | undefined {
  const sum = (of: (box: Box) => number) => boxes.reduce((all, box) => all + of(box), 0);
  if (total < sum(({ least }) => least) || total > sum(({ most }) => most)) return undefined;
  const difference = total - sum(({ typical }) => typical);
  const room = (box: Box) => (difference > 0 ? box.most - box.typical : box.typical - box.least);
  const whole = sum(room);
  const minutes = boxes.map((box) => box.typical + (whole ? Math.trunc((difference * room(box)) / whole) : 0));
  let left = total - minutes.reduce((all, one) => all + one, 0);
  const step = Math.sign(left);
  const order = boxes
    .map((_, i) => i)
    .sort(
      (a, b) => (Number(boxes[b]!.small ?? false) - Number(boxes[a]!.small ?? false)) * (step || 1) || minutes[b]! - minutes[a]! || a - b,
    );
  while (left !== 0) {
    const fits = (i: number) => (step > 0 ? minutes[i]! < boxes[i]!.most : minutes[i]! > boxes[i]!.least);
    for (const i of order) {
      if (left === 0) break;
      if (!fits(i)) continue;
      minutes[i]! += step;
      left -= step;
    }
  }
  return minutes;
}

/** The boxes kept, by their place in the list, and the minutes of each. */
export interface Fit {
  readonly kept: readonly number[];
  readonly minutes: readonly number[];
}

/** As spread, with no stretch between two rests longer than `limit` minutes. */
export function spreadWithin(boxes: readonly Box[], total: number, limit: number): number[] | undefined {
  const stretches: Box[][] = [[]];
  for (const box of boxes) {
    if (box.rest) stretches.push([box], []);
    else stretches.at(-1)!.push(box);
  }
  const sums = stretches.map((some): Box => {
    const [least, typical, most] = (['least', 'typical', 'most'] as const).map((of) => some.reduce((sum, box) => sum + box[of], 0));
    const bound = some[0]?.rest ? Number.POSITIVE_INFINITY : limit;
    return { least: least!, typical: Math.min(typical!, bound), most: Math.min(most!, bound), small: some.some(({ small }) => small) };
  });
  if (sums.some(({ least, most }) => least > most)) return undefined;
  const bounded = sums.some(({ most }, i) => most < stretches[i]!.reduce((sum, box) => sum + box.most, 0));
  if (!bounded) return spread(boxes, total);
  const lengths = spread(sums, total);
  return lengths && stretches.flatMap((some, i) => spread(some, lengths[i]!)!);
}

/** As spread, leaving out what may be left out, in its order, for as long as there is too little time. */
export function fitBoxes(boxes: readonly Box[], total: number, limit = Number.POSITIVE_INFINITY): Fit | undefined {
  const optional = boxes
    .map((box, i) => ({ i, cut: box.cut }))
    .filter(({ cut }) => cut !== undefined)
    .sort((a, b) => a.cut! - b.cut! || b.i - a.i);
  // The way to a block that is left out is left out with it.
  const way = (i: number) => boxes[i - 1]?.rest && boxes[i - 1]!.cut === boxes[i]!.cut;
  for (let dropped = 0; dropped <= optional.length; dropped++) {
    const without = new Set(optional.slice(0, dropped).flatMap(({ i }) => (way(i) ? [i - 1, i] : [i])));
    const kept = boxes.map((_, i) => i).filter((i) => !without.has(i));
    const some = kept.map((i) => boxes[i]!);
    if (!spread(some, total)) continue;
    // Nothing is left out for the sake of a rest: that is for one more rest to give.
    const minutes = spreadWithin(some, total, limit);
    return minutes && { kept, minutes };
  }
  return undefined;
}

/**
 * The same minutes, moved between neighbours so that as many boxes as can start on the five minutes. `from` is the minute of
 * the hour at which the first starts.
 */
export function onTheFive(boxes: readonly Box[], minutes: readonly number[], from: number): number[] {
  const moved = [...minutes];
  let at = from;
  for (let i = 0; i + 1 < moved.length; i++) {
    const off = (at + moved[i]!) % 5;
    // A rest is rather lengthened.
    for (const step of off < 3 && !boxes[i]!.rest ? [-off, 5 - off] : [off && 5 - off, -off]) {
      const [one, next] = [moved[i]! + step, moved[i + 1]! - step];
      if (one < boxes[i]!.least || one > boxes[i]!.most || next < boxes[i + 1]!.least || next > boxes[i + 1]!.most) continue;
      [moved[i], moved[i + 1]] = [one, next];
      break;
    }
    at += moved[i]!;
  }
  return moved;
}

/** Whether no stretch between two rests is longer than `limit` minutes. */
export function restsWithin(boxes: readonly Box[], minutes: readonly number[], limit: number): boolean {
  let sat = 0;
  return boxes.every(({ rest }, i) => {
    sat = rest ? 0 : sat + minutes[i]!;
    return sat <= limit;
  });
}
