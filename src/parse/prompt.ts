import type { Deck, Prompt, PromptKeys } from '../core/deck.js';

/** A prompt as it stands in a file. */
export type PromptSource = PromptKeys & { readonly kind?: string };

/** What a deck says before its prompts. */
export interface Head {
  readonly deck: Omit<Deck, 'prompts'>;
  /** The kind of a prompt that names none. */
  readonly kind: string;
  /** The kinds a prompt may name. */
  readonly declared: readonly string[];
  readonly defaults: Partial<PromptKeys>;
}

/** A prompt with what it has from its deck. */
export function promptOf({ deck, defaults }: Head, id: string, source: PromptSource, kind: string): Prompt {
  return {
    ...defaults,
    ...source,
    ...(source.allow && defaults.allow && { allow: [...new Set([...defaults.allow, ...source.allow])] }),
    id: `${deck.name}/${id}`,
    deck: deck.name,
    kind,
    language: deck.language,
  };
}
