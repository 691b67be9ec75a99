import { line as lineOf, type Problem, sentence } from '../core/problem.js';
import type { Finding, Sheet } from './sheet.js';

/** A problem, and the line of the file it stands on. */
export interface Told {
  readonly problem: Problem;
  readonly source?: string;
}

/** A problem as scripts see it. */
export interface FindingRecord {
  readonly file: string;
  readonly line: number;
  readonly column: number;
  /** The column after the last that is meant. */
  readonly endColumn: number;
  readonly severity: Problem['severity'];
  /** A stable name. */
  readonly code: string;
  readonly message: string;
  /** The line it stands on; null for a very long one. */
  readonly source: string | null;
}

/** A line longer than this is no help to anybody, and a thousand of them would be a flood. */
const longest = 2000;

/** What `check` found, as a sheet: each with its line and a mark under it; as records for editors. */
export function findingSheet(title: string, told: readonly Told[]): Sheet {
  const records = told.map(({ problem, source }): FindingRecord & Record<string, unknown> => {
    const { file, line, column } = problem.place;
    const length = lengthOf(problem, source ?? '');
    return {
      file,
      line,
      column,
      endColumn: column + length,
      severity: problem.severity,
      code: problem.code,
      message: sentence(problem),
      source: source !== undefined && source.length <= longest ? source : null,
    };
  });
  return {
    title,
    findings: 'Nothing to put right.',
    sections: [{ items: told.map(finding) }],
    data: records,
    records,
    columns: ['file', 'line', 'column', 'endColumn', 'severity', 'code', 'message', 'source'],
  };
}

function finding({ problem, source }: Told): Finding {
  const { line, column } = problem.place;
  return {
    is: 'finding',
    text: lineOf(problem),
    severity: problem.severity,
    ...(source !== undefined && { snippet: { line, column, source, length: lengthOf(problem, source) } }),
  };
}

/** How much of the line is meant: what the problem says, else the word or the quoted text that starts there. */
function lengthOf({ place, code }: Problem, source: string): number {
  if (place.length) return place.length;
  const rest = source.slice(place.column - 1);
  // What was cut off goes to the end of its line.
  if (code === 'cut-by-comment') return Math.max(1, rest.trimEnd().length);
  return /^(?:"(?:[^"\\]|\\.)*"|'(?:[^']|'')*'|[^\s,:#[\]{}"']+)/.exec(rest)?.[0].length ?? 1;
}
