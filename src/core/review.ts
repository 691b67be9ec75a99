import { advise } from './advice/advise.js';
import { alike } from './alike.js';
import { type Allowable, type Deck, knownKinds, type Prompt } from './deck.js';
import type { Detail, Place, Problem } from './problem.js';
import { plain } from './text.js';

/** A deck that could be read, and where its prompts stand. */
export interface Reviewed {
  readonly deck: Deck;
  readonly locate: (id: string, words?: string) => Place;
  /** The prompts whose ids follow from their words. */
  readonly unnamed: ReadonlySet<string>;
}

/** Follow-ups lean on the question before them: "What did they refuse?" has its "they" from there. */
const loose: readonly Allowable[] = ['not-a-question', 'how-to', 'third-party'];

/**
 * What parsing can't find: prompts that stand twice or nearly so, within these decks and against others; ids that are
 * missing; and advice on the form of English questions.
 */
export function review(reviewed: readonly Reviewed[], others: readonly Deck[] = []): Problem[] {
  return [...reviewed.flatMap((one) => [...ids(one), ...form(one)]), ...repeats(reviewed, others)];
}

/** Ids that an earlier version of a deck had and this one lacks, and prompts that kept their words but not their id. */
export function changed({ deck, locate }: Reviewed, before: Deck, where: string): Problem[] {
  const bare = (prompt: Prompt) => prompt.id.slice(prompt.deck.length + 1);
  const now = new Set(deck.prompts.map(bare));
  const byText = new Map(deck.prompts.map((prompt) => [plain(prompt.text), prompt]));
  return before.prompts
    .filter((prompt) => !now.has(bare(prompt)))
    .map((prompt): Problem => {
      const same = byText.get(plain(prompt.text));
      const detail: Detail = same
        ? { code: 'id-changed', id: bare(same), before: bare(prompt), where }
        : { code: 'id-gone', id: bare(prompt), where };
      return { ...detail, severity: 'warning', place: locate(same?.id ?? '') };
    });
}

function advice(place: Place, detail: Detail): Problem {
  return { ...detail, severity: 'advice', place };
}

function ids({ deck, locate, unnamed }: Reviewed): Problem[] {
  const without = deck.prompts.filter(({ id, allow }) => unnamed.has(id) && !allow?.includes('no-id'));
  const [first] = without;
  if (!first) return [];
  const words = plain(first.text)
    .replace(/'/g, '')
    .match(/[\p{L}\p{N}]+/gu) ?? ['first-question'];
  return [advice(locate(first.id), { code: 'no-id', count: without.length, id: words.slice(-2).join('-') })];
}

function form({ deck, locate }: Reviewed): Problem[] {
  return deck.prompts.flatMap((prompt) => {
    if (!/^en\b/i.test(prompt.language)) return [];
    // Lines to read aloud and principles are no questions, nor are the kinds a deck makes up known to be.
    const question = !deck.aside && Object.hasOwn(knownKinds, prompt.kind) && prompt.kind !== 'principle';
    const allowed = [...(prompt.allow ?? [])].filter((one) => one !== 'near-duplicate' && one !== 'no-id');
    const texts = [prompt.text, ...(prompt.followups ?? [])];
    return texts.flatMap((text, i) => {
      const remark = advise(text, { question, allowed: i === 0 ? allowed : ([...allowed, ...loose] as typeof allowed) });
      return remark ? [advice(locate(prompt.id, remark.found), { code: remark.form, found: remark.found })] : [];
    });
  });
}

function repeats(reviewed: readonly Reviewed[], others: readonly Deck[]): Problem[] {
  const known = others.flatMap(({ prompts }) => prompts.map((prompt) => ({ prompt, place: undefined, locate: undefined })));
  const own = reviewed.flatMap(({ deck, locate }) => deck.prompts.map((prompt) => ({ prompt, locate, place: locate(prompt.id) })));
  const all = [...known, ...own];
  const where = ({ prompt, place }: (typeof all)[number]) => (place ? `${place.file}:${place.line}` : prompt.id);
  const problems: Problem[] = [];
  const first = new Map<string, (typeof all)[number]>();
  const distinct: typeof all = [];
  for (const one of all) {
    const text = plain(one.prompt.text);
    const before = first.get(text);
    if (!before) {
      first.set(text, one);
      distinct.push(one);
    } else if (one.place && before.prompt.id !== one.prompt.id) {
      problems.push({ code: 'same-text', where: where(before), severity: 'warning', place: one.place });
    }
  }
  const told = new Set<number>();
  for (const [a, b] of alike(distinct.map(({ prompt }) => prompt.text))) {
    const [before, one] = [distinct[a]!, distinct[b]!];
    if (!one.place || told.has(b) || before.prompt.id === one.prompt.id || one.prompt.language !== before.prompt.language) continue;
    if ([before, one].some(({ prompt }) => prompt.allow?.includes('near-duplicate'))) continue;
    told.add(b);
    problems.push(advice(one.place, { code: 'near-duplicate', text: before.prompt.text, where: where(before) }));
  }
  return problems;
}
