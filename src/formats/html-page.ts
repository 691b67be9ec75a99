import { sha256 } from '@noble/hashes/sha2.js';
import { visible } from '../core/text.js';
import type { FontRule } from './format.js';

/** Text for HTML, in an element or in a quoted attribute: nothing of it is markup, what is invisible is shown. */
export function escaped(text: string): string {
  return visible(text).replace(/[&<>"']/g, (char) => `&#${char.charCodeAt(0)};`);
}

/** The parts of a page: `body` is markup, in which every foreign text is escaped already. */
export interface HtmlPage {
  readonly title: string;
  /** BCP 47. */
  readonly language: string;
  readonly fonts?: readonly FontRule[];
  readonly style: string;
  readonly body: string;
  readonly script?: string;
}

/**
 * A whole page that needs nothing else: its style and script stand in it, and the browser is told (Content Security
 * Policy 3) to run those alone, by their SHA-256, to load nothing and to send nothing.
 */
export function htmlPage({ title, language, fonts = [], style, body, script }: HtmlPage): string {
  const styles: readonly FontRule[] = [...fonts, { css: style }];
  const policy = [
    "default-src 'none'",
    `style-src ${styles.map(({ css, hash = hashed(css) }) => `'sha256-${hash}'`).join(' ')}`,
    'font-src data:',
    ...(script === undefined ? [] : [`script-src 'sha256-${hashed(script)}'`]),
    "base-uri 'none'",
    "form-action 'none'",
  ].join('; ');
  return `<!doctype html>
<html lang="${escaped(language)}">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${policy}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="referrer" content="no-referrer">
<title>${escaped(title)}</title>
${styles.map(({ css }) => `<style>${css}</style>`).join('\n')}
</head>
<body>
${body}
${script === undefined ? '' : `<script>${script}</script>\n`}</body>
</html>
`;
}

/** As a Content Security Policy has it: base64. The hash of the runtime costs more to load than all of a page. */
function hashed(text: string): string {
  return btoa(String.fromCharCode(...sha256(new TextEncoder().encode(text))));
}

/** Declarations that many elements share, each kept once under a short name of its own. */
export class Classes {
  readonly #names = new Map<string, string>();

  /** The class that stands for these declarations. */
  of(declarations: string): string {
    const known = this.#names.get(declarations);
    if (known) return known;
    const name = `c${this.#names.size.toString(36)}`;
    this.#names.set(declarations, name);
    return name;
  }

  get style(): string {
    return [...this.#names].map(([declarations, name]) => `.${name}{${declarations}}`).join('\n');
  }
}
