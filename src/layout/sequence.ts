/** A grid of so many places, or a few more, whose cells come nearest to the shape of a card. */
export function gridOf(places: number, { width, height }: { width: number; height: number }): { columns: number; rows: number } {
  const shape = 1.2;
  const grids = Array.from({ length: places }, (_, i) => ({ columns: i + 1, rows: Math.ceil(places / (i + 1)) }));
  const cost = ({ columns, rows }: { columns: number; rows: number }) =>
    Math.abs(Math.log(width / columns / (height / rows) / shape)) + (6 * (columns * rows - places)) / places;
  return grids.reduce((best, grid) => (cost(grid) < cost(best) ? grid : best));
}

/**
 * Things dealt out to pages of so many places. In cut order each place counts on from page to page: the stack is cut as
 * one, its piles laid on one another, and everything is in sequence.
 */
export function dealt<T>(things: readonly T[], places: number, cutOrder: boolean): (T | undefined)[][] {
  const pages = Math.ceil(things.length / places);
  return Array.from({ length: pages }, (_, page) =>
    Array.from({ length: places }, (__, place) => things[cutOrder ? place * pages + page : page * places + place]),
  );
}
