import type { LineCounter } from 'yaml';
import type { Detail, Place, Problem } from '../core/problem.js';

/** Problems that one file can have; who has more has the wrong file, or is made to be slow. */
export const mostProblems = 1000;

/** Gathers the problems of one file, each with its place. */
export class Cursor {
  readonly problems: Problem[] = [];

  constructor(
    readonly file: string,
    readonly source: string,
    private readonly lines: LineCounter,
  ) {}

  private readonly places = new WeakMap<object, ReadonlyMap<string, number>>();

  private failed = false;

  /** Nothing more will be kept, but for a first error. */
  get isFull(): boolean {
    return this.problems.length >= mostProblems;
  }

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

  /** Where these words stand in a value that was read, however they are quoted and folded there; else the value. */
  find(value: object, words: string): Place {
    const start = this.where(value, 'text');
    const pattern = words
      .split(/\s+/)
      .map((word) => word.replace(/[.*+?^${}()|[\]\\]/g, '\\$&').replace(/'/g, "'{1,2}"))
      .join('\\s+');
    const found = new RegExp(pattern).exec(this.source.slice(start, start + 2 * words.length + 10_000));
    if (!found) return this.place(start);
    const { line, column } = this.place(start + found.index);
    return { file: this.file, line, column, length: found[0].split('\n', 1)[0]!.trimEnd().length };
  }

  error(offset: number, detail: Detail): void {
    if (this.failed && this.isFull) return;
    this.failed = true;
    this.problems.push({ ...detail, severity: 'error', place: this.place(offset) });
  }

  warning(offset: number, detail: Detail): void {
    if (!this.isFull) this.problems.push({ ...detail, severity: 'warning', place: this.place(offset) });
  }
}
