import type { Finding, Sheet } from '../sheet/sheet.js';
import { escaped, htmlPage } from './html-page.js';

/** What is wrong with files as one page, each with the line it stands on and what is meant marked in it. */
export function problems(sheet: Sheet): string {
  const found = sheet.sections.flatMap(({ items }) => items.filter((item): item is Finding => item.is === 'finding'));
  const list = found.length ? `<ol>\n${found.map(finding).join('\n')}\n</ol>` : `<p>${escaped(sheet.findings ?? '')}</p>`;
  const body = `<main>\n<h1 dir="auto">${escaped(sheet.title)}</h1>\n${list}\n</main>`;
  return htmlPage({ title: sheet.title, language: sheet.language ?? 'en', style, body });
}

const style = `
html{color-scheme:light;background:#fff;color:#16181d;font:1.0625em/1.45 system-ui,"Noto Sans",sans-serif}
*{box-sizing:border-box}
body{margin:0}
main{max-width:52em;margin:0 auto;padding:1.2em 1em 3em}
h1{font-size:1.6em;line-height:1.15;margin:0 0 .3em}
ol{list-style:none;margin:1.2em 0 0;padding:0}
li{margin:0 0 1.1em;padding:.1em 0 .1em .8em;border-left:4px solid #b3261e;break-inside:avoid}
li.warning{border-color:#8a6100}
li.advice{border-color:#1d5f6e}
p{margin:0;overflow-wrap:anywhere}
pre{margin:.4em 0 0;padding:.5em .7em;background:#f3f4f6;font:.84em/1.5 ui-monospace,"Noto Sans Mono",monospace;white-space:pre-wrap;overflow-wrap:anywhere;unicode-bidi:plaintext}
pre i{font-style:normal;color:#4a4f57;user-select:none}
mark{background:#ffe08a;color:inherit;font-weight:700;text-decoration:underline 2px}
@page{margin:14mm}
@media print{html{font-size:10pt}main{max-width:none;padding:0}}
`;

function finding({ text, severity, snippet }: Finding): string {
  return `<li class="${severity}"><p dir="auto">${escaped(text)}</p>${snippet ? line(snippet) : ''}</li>`;
}

/** Of a long line, what stands around the mark. */
const around = 120;

function line({ line, source, column, length }: NonNullable<Finding['snippet']>): string {
  const at = column - 1;
  const marked = source.slice(at, at + Math.min(length, around));
  const [before, after] = [source.slice(Math.max(0, at - around), at), source.slice(at + length)];
  const cut = { before: at > around ? '…' : '', marked: length > around ? '…' : '', after: after.length > around ? '…' : '' };
  // What is lacking at the end of a line is marked after it.
  return `\n<pre><i>${line} | </i>${cut.before}${escaped(before)}<mark>${escaped(marked) || '&#160;'}${cut.marked}</mark>${escaped(after.slice(0, around))}${cut.after}</pre>`;
}
