import { original, type Prompt } from '../core/deck.js';
import type { Hearsay, Verdict } from '../core/flip.js';
import { counted } from '../core/text.js';
import { promptRecord } from './prompts.js';
import type { Item, Saying, Sheet } from './sheet.js';

/** What was said, and which How was heard in it. */
export interface Flip {
  readonly input: string;
  readonly verdict: Verdict;
  /** Where it stands in a text, from 1. */
  readonly line?: number;
}

/** Flips as a sheet: the Yes question of each How that was heard; with `all`, every pair in order of how much of it was heard. */
export function flipSheet(flips: readonly Flip[], { all = false } = {}): Sheet {
  const heard = flips.filter(({ verdict }) => verdict.pair);
  return {
    title: counted(heard.length, 'question to ask first', 'questions to ask first'),
    sections: all
      ? flips.map(({ input, verdict }) => ({ heading: input, items: verdict.ranked.map(ranking) }))
      : [{ items: heard.map(saying) }],
    data: flips.map((flip) => entry(flip, all)),
    records: flips.map(record),
    columns: recordColumns,
  };
}

/** A flip as scripts see it. */
export interface FlipEntry {
  /** In a text, from 1. */
  readonly line?: number;
  readonly input: string;
  /** A prompt, or null where no How was heard. */
  readonly pair: Readonly<Record<string, unknown>> | null;
  readonly because: readonly string[];
  readonly score: number;
  readonly ranked?: readonly Ranking[];
}

/** A pair among all of them, in order of how much of its How was heard. */
export interface Ranking {
  readonly id: string;
  readonly how: string;
  readonly text: string;
  readonly because: readonly string[];
  readonly score: number;
}

/** A flip as a row of a table. */
export interface FlipRow {
  readonly line?: number;
  readonly input: string;
  readonly text: string | null;
  readonly bridge: string | null;
  readonly how: string | null;
  readonly kind: string | null;
  readonly id: string | null;
  readonly score: number;
  readonly because: readonly string[];
}

function entry({ input, verdict, line }: Flip, all: boolean): FlipEntry {
  const { pair, because, score, ranked } = verdict;
  return {
    ...(line !== undefined && { line }),
    input,
    pair: pair ? promptRecord(pair) : null,
    because,
    score,
    ...(all && { ranked: ranked.map((one) => ({ id: one.pair.id, how: one.pair.how!, text: one.pair.text, ...reasons(one) })) }),
  };
}

function reasons({ because, score }: Hearsay) {
  return { because, score };
}

const recordColumns = ['line', 'input', 'text', 'bridge', 'how', 'kind', 'id', 'score', 'because'] as const;

function record({ input, verdict, line }: Flip): FlipRow & Record<string, unknown> {
  const { pair, because, score } = verdict;
  const { text = null, bridge = null, how = null, kind = null, id = null } = pair ?? {};
  return { ...(line !== undefined && { line }), input, text, bridge, how, kind, id, score, because };
}

function saying({ input, verdict }: Flip): Saying {
  const { text, kind, how, bridge, source } = verdict.pair!;
  return {
    is: 'saying',
    text,
    label: kind,
    ...(how && { how }),
    ...(source && source !== original && { credit: source }),
    beside: [bridge ?? '', how ?? ''],
    details: [
      ...(bridge ? [{ name: 'Bridge', values: [bridge] }] : []),
      { name: 'Heard', values: [verdict.because.map((words) => `“${words}”`).join(', ')] },
      { name: 'Comes second', values: [input] },
    ],
  };
}

function ranking({ pair, because, score }: Hearsay & { readonly pair: Prompt }): Item {
  return { is: 'row', cells: [score.toFixed(2), pair.how!, pair.text, because.join(', ')] };
}
