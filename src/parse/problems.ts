import type { Problem } from '../core/problem.js';
import type { Cursor } from './cursor.js';

/** The problems to tell of a file, in the order of its lines: what follows from faulty YAML isn't told as well. */
export function problemsOf(cursor: Cursor, trusted: number): Problem[] {
  const syntax = new Set(cursor.problems.filter(({ code }) => code === 'syntax').map(({ place }) => place.line));
  const limit = Number.isFinite(trusted) ? cursor.place(trusted).line : Number.POSITIVE_INFINITY;
  const failed = cursor.problems.some(isError);
  return cursor.problems
    .filter((problem) => meant(problem, syntax, limit) && !(problem.code === 'duplicate-text' && failed))
    .sort((a, b) => a.place.line - b.place.line || a.place.column - b.place.column);
}

export function isError({ severity }: Problem): boolean {
  return severity === 'error';
}

/** Where the YAML itself is faulty, what follows from the fault isn't told as well. */
function meant({ code, place }: Problem, syntax: ReadonlySet<number>, limit: number): boolean {
  if (['syntax', 'unsafe-character', 'not-used'].includes(code) || syntax.size === 0) return true;
  return place.line < limit && !syntax.has(place.line) && code !== 'missing-key';
}
