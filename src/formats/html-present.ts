import { languageOf, type Saying, type Sheet } from '../sheet/sheet.js';
import type { PageLook } from './format.js';
import { escaped, htmlPage } from './html-page.js';
import { family, fontRules } from './html-type.js';
import { presenter } from './presenter.js';

/**
 * A page for a shared screen: one prompt at a time, the How first and the Yes on the next key. Without its script it is
 * a list of all of them.
 */
export function presentation(sheet: Sheet, look: PageLook): string {
  const language = languageOf(sheet);
  const sayings = sheet.sections.flatMap(({ items }) => items).filter((item): item is Saying => item.is === 'saying');
  const slides = sayings.map((saying, i) => slide(saying, i, sayings.length, language));
  const words = sayings.flatMap(({ text, how = '', label, credit = '' }) => [text, how, label, credit]);
  const { seconds } = look.present ?? {};
  return htmlPage({
    title: sheet.title,
    language,
    fonts: fontRules({ regular: [...words, frame], semibold: [...words, frame] }, look),
    style,
    body: `<main id="deck"${seconds ? ` data-seconds="${seconds}"` : ''} aria-label="${escaped(sheet.title)}">
${slides.join('\n')}
</main>
<footer>
<span id="place"></span>
<span id="clock" role="timer"></span>
<span id="keys">→ next · ← back · F full screen · B blank${seconds ? ' · T stop or start the time' : ''} · ? hide this</span>
</footer>
<div id="said" aria-live="polite"></div>`,
    script: presenter,
  });
}

/** What the page itself says is made of these. */
const frame = '0123456789:/ ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz—“”.,·?';

function slide({ text, how, label, credit, language }: Saying, i: number, of: number, shown: string): string {
  const lang = language && language !== shown ? ` lang="${escaped(language)}"` : '';
  const parts = [
    `<p class="kind">${escaped(label)}</p>`,
    ...(how ? [`<p class="how" dir="auto">${escaped(how)}</p>`] : []),
    `<h1 class="yes" dir="auto">${escaped(text)}</h1>`,
    ...(credit ? [`<p class="credit" dir="auto">— ${escaped(credit)}</p>`] : []),
  ];
  return `<article${lang} aria-label="${i + 1} of ${of}">\n${parts.join('\n')}\n</article>`;
}

const style = `
*{box-sizing:border-box;margin:0}
html{color-scheme:light;background:#fff;color:#111;font-family:${family}}
article{padding:4vmin 6vmin;border-bottom:1px solid #ccc}
.kind{color:#4a4a4a;font-weight:600;font-size:max(1rem,2.6vmin)}
.kind::first-letter{text-transform:uppercase}
.how{color:#4a4a4a;font-size:max(1.2rem,4vmin);margin:.6em 0}
.yes{font-weight:600;font-size:max(1.6rem,7vmin);line-height:1.2;overflow-wrap:anywhere;text-wrap:balance}
.credit{color:#4a4a4a;font-size:max(.8rem,1.9vmin);margin-top:1em}
footer{display:none}
#said{position:absolute;width:1px;height:1px;overflow:hidden;clip-path:inset(50%)}
.on body{overflow:hidden;height:100vh}
.on article{display:none;position:fixed;inset:0 0 8vmin 0;flex-direction:column;justify-content:center;border:0;padding:6vmin 8vmin}
.on article.now{display:flex}
.on .kind{position:absolute;top:5vmin}
.on .credit{position:absolute;bottom:0;max-width:84vw}
.on .how{font-size:1em;color:#111;margin:0;line-height:1.2;overflow-wrap:anywhere;text-wrap:balance}
.on .yes{font-size:1em}
.on article:not(.answered) .how~.yes{display:none}
.on article.answered .how{font-size:.42em;color:#4a4a4a;margin-bottom:.8em}
.on article .kind,.on article .credit{font-size:max(.9rem,2.2vmin)}
.on footer{display:flex;gap:3vmin;align-items:baseline;position:fixed;inset:auto 0 0 0;padding:1.4vmin 3vmin;color:#4a4a4a;font-size:max(.8rem,1.9vmin)}
.on #clock{font-size:max(1.2rem,3.6vmin);font-weight:600;color:#111;font-variant-numeric:tabular-nums}
.on #clock.over{background:#111;color:#fff;padding:0 .4em}
.on #place{white-space:nowrap}
.on #keys{margin-left:auto}
.on.quiet #keys{display:none}
.on.blank article,.on.blank footer{visibility:hidden}
.on.blank article.now *{visibility:hidden!important}
@media print{.on body{overflow:visible;height:auto}.on article,.on article.now{display:block;position:static;break-inside:avoid;font-size:18pt!important}.on article *{visibility:visible!important;position:static!important}.on article .how~.yes{display:block!important}.on footer{display:none}}
`;
