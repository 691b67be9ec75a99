import type { Form, Remark } from './form.js';
import { absent, opened, present, rules, second } from './rules.js';

/**
 * What a facilitator would want to know about the form of an English question: the most telling remark, or none. It
 * would rather miss a fault than find one in a good question.
 */
export function advise(
  text: string,
  { question = true, allowed = [] }: { question?: boolean; allowed?: readonly Form[] } = {},
): Remark | undefined {
  const spoken = text
    // Letter by letter, so that every place stays: some letters become two.
    .replace(/\p{Lu}/gu, (letter) => (letter.toLowerCase().length === letter.length ? letter.toLowerCase() : letter))
    .replace(/[‘’ʼ]/g, "'")
    // What somebody else said is no part of the question's form.
    .replace(/[“"][^“”"]*[”"]/g, (quoted) => `"${' '.repeat(Math.max(0, quoted.length - 2))}"`);
  const asked = lead(spoken);
  const start = spoken.length - asked.length;
  const remark = (form: Form, at = 0, length = asked.length): Remark | undefined =>
    allowed.includes(form) ? undefined : { form, found: text.slice(start + at, start + at + length).trim() };

  if (!/[?？]/.test(spoken)) {
    const unfinished = /(?:…|\.\.\.)$/.test(spoken.trim()) || /^(?:what|where|which|who|whom|whose|when|why|how)\b/.test(asked);
    return question && !unfinished ? remark('not-a-question') : undefined;
  }
  for (const [form, patterns] of rules) {
    if (form === 'third-party') {
      const two = twice(asked);
      const found = two && remark('double-barrelled', two.at, two.length);
      if (found) return found;
      const others = present.test(asked) ? null : absent.map((pattern) => pattern.exec(asked)).find(Boolean);
      const about = others && remark('third-party', others.index, others[0].length);
      if (about) return about;
    }
    if ((form === 'closed' || /^so,? /.test(spoken.trim())) && opened.test(asked)) continue;
    const match = patterns.map((pattern) => pattern.exec(form === 'leading' ? unlessAsked(spoken, asked) : asked)).find(Boolean);
    const found = match && remark(form, match.index - (form === 'leading' && match.input !== asked ? start : 0), match[0].length);
    if (found) return found;
  }
  return undefined;
}

/** Without "So," or "But again," in front. */
function lead(spoken: string): string {
  return spoken.replace(/^["'\s]*(?:(?:so|and|but|well|now|ok|okay|then|again|honestly|also)\b,?\s*)+/, '').replace(/^["'\s]+/, '');
}

/** "So, you agree?" leads by its "so", unless a question follows. */
function unlessAsked(spoken: string, asked: string): string {
  return /^so,? (?:you|we|they|it|that|this)\b/.test(spoken.trim()) ? spoken.trimStart() : asked;
}

/** Where a second question starts. One that mirrors the first ("which … and which …") is one question still. */
function twice(asked: string): { at: number; length: number } | undefined {
  const marks =
    /\?["')\s]*(?=(?:(?:and|but|or|so),? )?(?:what|where|when|who|whom|whose|which|why|how|is|are|was|were|do|does|did|have|has|had|can|could|will|would|should)\b)/u.exec(
      asked,
    );
  if (marks && asked.indexOf('?', marks.index + 1) > 0) {
    const at = marks.index + marks[0].length;
    return { at, length: asked.length - at };
  }
  const first = /^(?:to |with |from |for |at |in |on )?(what|where|when|who|whom|whose|which|why|how)\b/.exec(asked)?.[1];
  const match = second.exec(asked);
  const next = match?.[1] ?? match?.[2];
  if (!first || !match || next === undefined) return undefined;
  // "When you left, what did you take?" is one question: without an "and", its first half is no question but a time.
  const listed = match[0].startsWith('and') || / and\b/.test(asked.slice(match.index));
  const mirrors = new RegExp(`\\b${next}\\b`).test(asked.slice(0, match.index));
  if (mirrors || !listed) return undefined;
  return { at: match.index, length: match[0].length };
}
