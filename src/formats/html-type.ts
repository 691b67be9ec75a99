import { partsOf, type Weight } from '../layout/type.js';
import type { FontRule, PageLook } from './format.js';

/** The family the page is set in, and what stands in for what it lacks. */
export const family = '"Convene","Source Serif 4",Georgia,"Noto Serif",serif';

const weights = { regular: 400, semibold: 600 } as const;

/**
 * Rules that carry the files of the family which these texts need, within the page. Of rules that hold the same letter
 * the last one counts (CSS Fonts 4, composite faces): the file that a text is set from first comes last.
 */
export function fontRules(texts: Readonly<Record<Weight, readonly string[]>>, look: Pick<PageLook, 'type' | 'file' | 'rule'>): FontRule[] {
  const used = new Map<string, Weight[]>();
  for (const weight of ['regular', 'semibold'] as const) {
    for (const file of filesOf(texts[weight], weight, look)) used.set(file, [...(used.get(file) ?? []), weight]);
  }
  return [...used].reverse().map(([name, its]) => look.rule(name) ?? ruleOf(name, its, texts, look));
}

/** Every file that these texts are set from, the usual one first. */
function filesOf(texts: readonly string[], weight: Weight, { type }: Pick<PageLook, 'type'>): Set<string> {
  const used = new Set<string>();
  if (texts.length === 0) return used;
  const { parts, missing } = partsOf(typewriter, weight, type);
  const usual = parts.length === 1 && missing.length === 0 ? parts[0]!.file : undefined;
  if (usual !== undefined) used.add(usual);
  for (const text of texts) {
    if (usual === undefined || !/^[ -~]*$/.test(text)) for (const { file } of partsOf(text, weight, type).parts) used.add(file);
  }
  return used;
}

const typewriter = Array.from({ length: 0x7f - 0x20 }, (_, i) => String.fromCharCode(0x20 + i)).join('');

/** The rule of a font that was given, for the characters of these texts that it holds. */
function ruleOf(
  name: string,
  its: readonly Weight[],
  texts: Readonly<Record<Weight, readonly string[]>>,
  { type, file }: Pick<PageLook, 'type' | 'file'>,
): FontRule {
  const bytes = Buffer.from(file(name));
  const [weight] = its as [Weight];
  const points = [...new Set(its.flatMap((one) => texts[one]).join(''))].map((char) => char.codePointAt(0)!);
  const held = points.filter((point) => type.files(point, weight).includes(name)).sort((a, b) => a - b);
  const kind = bytes.toString('latin1', 0, 4) === 'wOF2' ? 'font/woff2' : 'font/sfnt';
  const source = `url(data:${kind};base64,${bytes.toString('base64')})`;
  const range = held.map((point) => `U+${point.toString(16)}`).join(',');
  return { css: `@font-face{font-family:Convene;font-weight:${its.map(weightOf).join(' ')};src:${source};unicode-range:${range}}` };
}

export function weightOf(weight: Weight): number {
  return weights[weight];
}
