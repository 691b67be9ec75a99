import { lay } from '../layout/index.js';
import { alike, type Page, papers, type Stroke, type Text } from '../layout/page.js';
import type { Weight } from '../layout/type.js';
import { languageOf, type Sheet } from '../sheet/sheet.js';
import type { Look, PageLook, Written } from './format.js';
import { Classes, escaped, htmlPage } from './html-page.js';
import { family, fontRules, weightOf } from './html-type.js';

/**
 * One page that needs nothing else: prompts laid out on paper as in `pdf`, rows as tables, an agenda as it runs, what is
 * wrong with files, or one prompt at a time for a shared screen.
 */
export async function write(sheet: Sheet, { page }: Look): Promise<Written> {
  if (sheet.findings !== undefined) return (await import('./html-findings.js')).problems(sheet);
  const items = sheet.sections.flatMap((section) => section.items);
  const cards = items.length > 0 && items.every(({ is }) => is === 'saying') && !sheet.large;
  if (!page || !cards) return (await import('./html-agenda.js')).agenda(sheet);
  if (page.present) return (await import('./html-present.js')).presentation(sheet, page);
  const laid = await lay(sheet, page.layout, page, page.type);
  return 'refused' in laid ? laid : paged(sheet, laid.pages, page);
}

/** Pages of paper, each thing where the layout puts it. */
async function paged(sheet: Sheet, pages: readonly Page[], look: PageLook): Promise<string> {
  const language = languageOf(sheet);
  const classes = new Classes();
  const used: Record<Weight, string[]> = { regular: [], semibold: [] };
  // Every page of cards has the same marks.
  const marks = new Map<readonly Stroke[], string>();
  const body = pages.map((page, i) => {
    const texts = (some: readonly Text[]) => {
      for (const { weight, lines } of some) used[weight].push(...lines);
      return some.map((text) => element(text, classes)).join('\n');
    };
    const blocks = page.blocks.map((block) => {
      const lang = block.language && block.language !== language ? ` lang="${escaped(block.language)}"` : '';
      const tag = block.id === undefined ? 'div' : 'article';
      return `<${tag}${lang}>\n${texts(block.texts)}\n</${tag}>`;
    });
    if (!marks.has(page.marks)) marks.set(page.marks, drawn(page.marks));
    const lines = marks.get(page.marks) + drawn(page.blocks.flatMap((block) => block.strokes));
    const notes = page.notes.length ? `<div aria-hidden="true">${texts(page.notes)}</div>\n` : '';
    return `<section aria-label="Page ${i + 1} of ${pages.length}">
<svg aria-hidden="true" viewBox="0 0 ${n(page.width)} ${n(page.height)}">${lines}</svg>
${notes}${blocks.join('\n')}
</section>`;
  });
  const { width, height } = pages[0] ?? papers[look.paper];
  const style = `@page{size:${n(width)}pt ${n(height)}pt;margin:0}
*{box-sizing:border-box;margin:0}
html{color-scheme:light;background:#dcdcdc;color:#111;font-family:${family};print-color-adjust:exact;-webkit-print-color-adjust:exact}
section{position:relative;width:${n(width)}pt;height:${n(height)}pt;margin:12pt auto;background:#fff;box-shadow:0 1pt 6pt #0005;overflow:hidden;break-inside:avoid}
section+section{break-before:page}
svg{position:absolute;inset:0;width:100%;height:100%}
h1,h2,p{position:absolute;overflow-wrap:anywhere;text-wrap:balance;text-align:start}
h1.heard{width:1px;height:1px;overflow:hidden;clip-path:inset(50%)}
@media print{html{background:#fff}section{margin:0;box-shadow:none}}
${classes.style}`;
  // Pages of cards show no title: who listens to them is told it all the same.
  const titled = pages.some(({ blocks }) => blocks.some(({ texts }) => texts.some(({ as }) => as === 'title')));
  const title = titled ? '' : `<h1 class="heard" dir="auto">${escaped(sheet.title)}</h1>\n`;
  return htmlPage({
    title: sheet.title,
    language,
    fonts: fontRules(used, look),
    style,
    body: `<main>\n${title}${body.join('\n')}\n</main>`,
  });
}

const names = { title: 'h1', heading: 'h2', text: 'p' } as const;

function element({ as, lines, x, y, width, size, leading, weight, colour }: Text, classes: Classes): string {
  const column = classes.of(`left:${n(x)}pt;width:${n(width + 0.5)}pt`);
  const row = classes.of(`top:${n(y)}pt`);
  const letters = classes.of(`font-size:${n(size)}pt;line-height:${n(leading)}pt;font-weight:${weightOf(weight)};color:${colour}`);
  return `<${names[as]} dir="auto" class="${column} ${row} ${letters}">${escaped(lines.join('').trimEnd())}</${names[as]}>`;
}

function drawn(strokes: readonly Stroke[]): string {
  return alike(strokes)
    .map((set) => {
      const { width, colour, dashed } = set[0];
      const path = set.map(({ from, to }) => `M${n(from[0])} ${n(from[1])}L${n(to[0])} ${n(to[1])}`).join('');
      return `<path d="${path}" stroke="${colour}" stroke-width="${n(width)}"${dashed ? ' stroke-dasharray="3 3"' : ''}/>`;
    })
    .join('');
}

/** A length with no more digits than can be seen. */
function n(length: number): string {
  return String(Math.round(length * 100) / 100);
}
