import type { LineCounter } from 'yaml';
import type { Detail, Place, Problem } from '../core/problem.js';

/** Gathers the problems of one file, each with its place. */
export class Cursor {
  readonly problems: Problem[] = [];

  constructor(
    readonly file: string,
    readonly source: string,
    private readonly lines: LineCounter,
  ) {}

  private readonly places = new WeakMap<object, ReadonlyMap<string, number>>();

  /** Keeps where a value and its keys were read; '' stands for the value itself. */
  remember(value: object, places: ReadonlyMap<string, number>): void {
    this.places.set(value, places);
  }

  /** What was read in one place now stands in another value. */
  inherit(value: object, from: object): void {
    const places = this.places.get(from);
    if (places) this.places.set(value, places);
  }

  /** The offset of a key of a value that was read, or of the value where it has no such key. */
  where(value: object, key = ''): number {
    const places = this.places.get(value);
    return places?.get(key) ?? places?.get('') ?? 0;
  }

  place(offset: number): Place {
    const { line, col } = this.lines.linePos(Math.min(offset, this.source.length));
    return { file: this.file, line, column: col };
  }

  error(offset: number, detail: Detail): void {
    this.problems.push({ ...detail, severity: 'error', place: this.place(offset) });
  }

  warning(offset: number, detail: Detail): void {
    this.problems.push({ ...detail, severity: 'warning', place: this.place(offset) });
  }
}
