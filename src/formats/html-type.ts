import { partsOf, type Weight } from '../layout/type.js';
import type { PageLook } from './format.js';

/** The family the page is set in, and what stands in for what it lacks. */
export const family = '"Convene","Source Serif 4",Georgia,"Noto Serif",serif';

const weights = { regular: 400, semibold: 600 } as const;

/** Rules that carry the files of the family which these texts need, within the page. */
export function fontFaces(texts: Readonly<Record<Weight, string>>, { type, file }: Pick<PageLook, 'type' | 'file'>): string {
  return (['regular', 'semibold'] as const)
    .flatMap((weight) => {
      const characters = [...new Set(texts[weight])].join('');
      const used = new Map<string, number[]>();
      for (const { file: name, text } of partsOf(characters, weight, type).parts) {
        used.set(name, [...(used.get(name) ?? []), ...[...text].map((char) => char.codePointAt(0)!)]);
      }
      return [...used].map(([name, points]) => {
        const bytes = Buffer.from(file(name, 'html'));
        const source = `url(data:${bytes.toString('latin1', 0, 4) === 'wOF2' ? 'font/woff2' : 'font/sfnt'};base64,${bytes.toString('base64')})`;
        return `@font-face{font-family:Convene;font-weight:${weights[weight]};src:${source};unicode-range:${ranges(points)}}`;
      });
    })
    .join('\n');
}

export function weightOf(weight: Weight): number {
  return weights[weight];
}

function ranges(points: readonly number[]): string {
  return [...new Set(points)]
    .sort((a, b) => a - b)
    .map((point) => `U+${point.toString(16)}`)
    .join(',');
}
