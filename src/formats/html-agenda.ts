import type { Finding, Item, Remark, Row, Saying, Section, Sheet, Step } from '../sheet/sheet.js';
import { escaped, htmlPage } from './html-page.js';

/** A run of a meeting as one page: good on a phone, on A4 and Letter, and read aloud by a screen reader. */
export function agenda(sheet: Sheet): string {
  const body = sheet.large ? sheet.sections.map(poster).join('\n') : sheet.sections.map(section).join('\n');
  const lead = (sheet.lead ?? []).map((line) => `<p dir="auto">${escaped(line)}</p>`).join('\n');
  const header = `<header>\n<h1 dir="auto">${escaped(sheet.title)}</h1>\n${lead}\n</header>\n`;
  return htmlPage({
    title: sheet.title,
    language: sheet.language ?? 'en',
    style: sheet.large ? largeStyle : style,
    body: `<main>\n${sheet.large ? '' : header}${body}\n</main>`,
  });
}

const style = `
html{color-scheme:light;background:#fff;color:#16181d;font:1.0625em/1.45 Georgia,"Noto Serif",serif}
*{box-sizing:border-box}
body{margin:0}
main{max-width:46em;margin:0 auto;padding:1.2em 1em 3em}
h1{font-size:1.7em;line-height:1.15;margin:0 0 .3em;text-wrap:balance}
h2{font-size:1.12em;margin:0;line-height:1.25}
h2.part{margin:1.8em 0 .4em;padding-top:.8em;border-top:2px solid #16181d}
header p,.facts,.beside{font-family:system-ui,"Noto Sans",sans-serif;font-size:.84em;color:#4a4f57}
header p{margin:.1em 0}
ol{list-style:none;margin:1.2em 0 0;padding:0}
li.step{display:grid;grid-template-columns:5.2em 1fr;column-gap:.9em;padding:.85em 0;border-top:1px solid #c9ccd1;break-inside:avoid}
.when{font-family:system-ui,"Noto Sans",sans-serif;font-variant-numeric:tabular-nums}
.when b{font-weight:700;display:block}
.when span{font-size:.84em;color:#4a4f57}
li.step.plain{grid-template-columns:1fr}
.what>*{margin:.3em 0}
.what>h2{margin:0}
.facts{margin:.1em 0}
blockquote{margin:.55em 0;padding:.1em 0 .1em .8em;border-left:4px solid #1d5f6e;font-size:1.16em;line-height:1.35;font-weight:600;text-wrap:balance}
blockquote p{margin:0}
blockquote footer{font-size:.7em;font-weight:400;color:#4a4f57;margin-top:.25em}
ul.say{margin:.45em 0;padding:0;list-style:none}
ul.say li{padding-left:1.1em;text-indent:-1.1em;margin:.18em 0}
ul.say li::before{content:"\\25B8\\00A0";content:"\\25B8\\00A0" / "";color:#1d5f6e}
p.beside{margin:.2em 0}
ul.reads{margin:.2em 0 .5em;padding-left:1.1em;font-weight:600}
ul.reads li{margin:.18em 0;overflow-wrap:anywhere}
p.motto{font-style:italic;color:#33373d;font-size:.92em}
table{border-collapse:collapse;width:100%;font-family:system-ui,"Noto Sans",sans-serif;font-size:.88em;font-variant-numeric:tabular-nums}
td,th{text-align:start;padding:.28em .8em .28em 0;border-top:1px solid #c9ccd1;vertical-align:top}
ul.remarks{margin:.2em 0;padding-left:1.2em}
@media (max-width:30em){li.step{grid-template-columns:3.7em 1fr;column-gap:.6em}main{padding:.9em .8em 2em}}
@page{margin:14mm}
@media print{html{font-size:10pt}main{max-width:none;padding:0}h2.part{break-after:avoid}}
`;

const largeStyle = `
html{color-scheme:light;background:#fff;color:#16181d;font:1em/1.25 Georgia,"Noto Serif",serif}
body{margin:0}
section{min-height:100vh;display:flex;flex-direction:column;justify-content:center;padding:6vmin;break-after:page;box-sizing:border-box}
section:last-child{break-after:auto}
h2{font:600 clamp(1rem,2.6vmin,1.6rem)/1.2 system-ui,"Noto Sans",sans-serif;margin:0 0 1.2em;color:#4a4f57}
blockquote{margin:0;font-size:clamp(1.9rem,8.4vmin,6rem);font-weight:600;text-wrap:balance;overflow-wrap:anywhere}
blockquote p{margin:0 0 .35em}
blockquote footer{font-size:.3em;font-weight:400;color:#4a4f57}
.beside{font:clamp(.9rem,2.4vmin,1.4rem)/1.3 system-ui,"Noto Sans",sans-serif;color:#4a4f57}
@page{size:landscape;margin:15mm}
@media print{section{min-height:0;height:calc(100vh - 1px);padding:0}blockquote{font-size:54pt}}
`;

function section({ heading, items }: Section): string {
  const head = heading ? `<h2 class="part" dir="auto">${escaped(heading)}</h2>\n` : '';
  const steps = items.filter((item): item is Step => item.is === 'step');
  const rows = items.filter((item): item is Row => item.is === 'row');
  const remarks = items.filter((item): item is Remark | Finding => item.is === 'remark' || item.is === 'finding');
  const sayings = items.filter((item): item is Saying => item.is === 'saying');
  return `<section>\n${head}${[
    ...(steps.length ? [`<ol>\n${steps.map(step).join('\n')}\n</ol>`] : []),
    ...(rows.length ? [table(rows)] : []),
    ...(remarks.length ? [`<ul class="remarks">\n${remarks.map(remark).join('\n')}\n</ul>`] : []),
    ...sayings.map(question),
  ].join('\n')}\n</section>`;
}

function step({ title, time, length, facts, asks, say, reads = [], details, motto }: Step): string {
  const when = time ? `<div class="when"><b>${escaped(time)}</b>${length ? ` <span>${escaped(length)}</span>` : ''}</div>\n` : '';
  const parts = [
    `<h2 dir="auto">${escaped(title)}</h2>`,
    ...(facts.length ? [`<p class="facts" dir="auto">${escaped(facts.join(' · '))}</p>`] : []),
    ...(motto ? [`<p class="motto" dir="auto">“${escaped(motto.text)}” — ${escaped(motto.credit)}</p>`] : []),
    ...asks.map(question),
    ...(say.length
      ? [`<ul class="say" aria-label="Say">\n${say.map((line) => `<li dir="auto">${escaped(line)}</li>`).join('\n')}\n</ul>`]
      : []),
    ...reads.map(
      ({ name, lines }) =>
        `<p class="beside"><b>${escaped(name)}:</b></p>\n<ul class="reads">\n${lines.map((line) => `<li dir="auto">${escaped(line)}</li>`).join('\n')}\n</ul>`,
    ),
    ...details.map(({ name, values }) => `<p class="beside" dir="auto"><b>${escaped(name)}:</b> ${escaped(values.join(' · '))}</p>`),
  ];
  return `<li class="step${time ? '' : ' plain'}">\n${when}<div class="what">\n${parts.join('\n')}\n</div>\n</li>`;
}

function question({ text, credit }: Saying): string {
  return `<blockquote dir="auto"><p>${escaped(text)}</p>${credit ? `<footer>— ${escaped(credit)}</footer>` : ''}</blockquote>`;
}

function remark(item: Remark | Finding): string {
  const name = item.is === 'remark' ? item.name : undefined;
  const { text } = item;
  return `<li dir="auto">${name ? `<b>${escaped(name)}:</b> ` : ''}${escaped(text)}</li>`;
}

function table(rows: readonly Row[]): string {
  const lines = rows.map(({ cells, head }) => {
    const cell = head ? 'th' : 'td';
    return `<tr>${cells.map((one) => `<${cell} dir="auto">${escaped(one)}</${cell}>`).join('')}</tr>`;
  });
  return `<table>\n${lines.join('\n')}\n</table>`;
}

/** A question that fills a page, to be read from a table or across a room. */
function poster({ heading, items }: Section): string {
  const sayings = items.filter((item: Item): item is Saying => item.is === 'saying');
  const beside = sayings.flatMap(({ details }) => details.filter(({ name }) => !name).flatMap(({ values }) => values));
  const below = [...new Set(beside)].map((value) => `<p class="beside" dir="auto">${escaped(value)}</p>`);
  return `<section>\n<h2 dir="auto">${escaped(heading ?? '')}</h2>\n${sayings.map(question).join('\n')}\n${below.join('\n')}\n</section>`;
}
