import type { Prompt } from '../core/deck.js';
import type { Finding } from '../core/principles.js';
import { listSheet } from './lists.js';
import type { Sheet } from './sheet.js';

/** A principle as scripts see it in a review. */
export type ReviewRecord = Finding & { readonly text: string; readonly source: string | null };

/** What a review found, a line a principle. */
export function reviewSheet(findings: readonly Finding[], principles: ReadonlyMap<number, Prompt>): Sheet {
  const records = findings.map(({ principle, holds, because }): ReviewRecord & Record<string, unknown> => ({
    principle,
    holds,
    because,
    text: principles.get(principle)?.text ?? '',
    source: principles.get(principle)?.source ?? null,
  }));
  const sheet = listSheet('Review', records, ({ principle, holds, because }) => [principle, holds ? 'kept' : 'broken', because]);
  return { ...sheet, title: 'Review against the six convener principles' };
}
