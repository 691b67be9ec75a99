import PDFDocument from 'pdfkit';
import { lay } from '../layout/index.js';
import { alike, type Page, type Refusal, type Stroke, type Text } from '../layout/page.js';
import type { Shape } from '../layout/shape.js';
import { partsOf, type Type } from '../layout/type.js';
import { languageOf, type Sheet } from '../sheet/sheet.js';
import type { Look, PageLook, Written } from './format.js';
import { measuredFont } from './pdf-font.js';

/**
 * PDF 1.7, tagged (ISO 32000-1, 14.8) with its title and language, the fonts embedded with the letters used. The same
 * sheet, look and version give the same bytes: no time of writing stands in it.
 */
export async function write(sheet: Sheet, { page: look }: Look): Promise<Written> {
  if (!look) throw new TypeError('pdf: there is no page to set');
  const laid = await lay(sheet, look.layout, look, look.type);
  if ('refused' in laid) return laid;
  const refused = lacking(laid.pages, look.type);
  return refused.length ? { refused } : document(sheet, laid.pages, look, await fontsOf(laid.pages, look));
}

/** What can't be set, each prompt once: the family has no letters for it, or it runs the other way. */
function lacking(pages: readonly Page[], type: Type): Refusal[] {
  const found = new Map<string, Refusal>();
  for (const { id, texts } of pages.flatMap(({ blocks }) => blocks)) {
    for (const { lines, weight } of texts) {
      const text = lines.join('');
      const about = { text, ...(id !== undefined && { id }) };
      const before = found.get(id ?? text);
      const missing = [...new Set(partsOf(text, weight, type).missing)];
      if (rightToLeft.test(text)) found.set(id ?? text, { because: 'right to left', ...about });
      else if (missing.length && before?.because === 'no glyph')
        found.set(id ?? text, { ...before, characters: [...new Set([...before.characters, ...missing])] });
      else if (missing.length && !before) found.set(id ?? text, { because: 'no glyph', characters: missing, ...about });
    }
  }
  return [...found.values()];
}

/** The scripts of Unicode whose letters run from right to left. */
const rightToLeft = /[\p{Script=Hebrew}\p{Script=Arabic}\p{Script=Syriac}\p{Script=Thaana}\p{Script=Nko}\p{Script=Adlam}]/u;

/** The library dates every document; ours tell no time, so that the same input gives the same bytes. */
const undated = new Date(Date.UTC(2000, 0, 1));

function document(sheet: Sheet, pages: readonly Page[], look: PageLook, fonts: Fonts): Promise<Uint8Array> {
  const language = languageOf(sheet);
  const doc = new PDFDocument({
    autoFirstPage: false,
    // No font that isn't embedded.
    font: null as unknown as string,
    pdfVersion: '1.7',
    tagged: true,
    lang: language,
    displayTitle: true,
    info: { Title: sheet.title, Producer: look.producer(), Creator: look.producer(), CreationDate: undated },
  });
  const chunks: Uint8Array[] = [];
  const done = new Promise<Uint8Array>((resolve, reject) => {
    doc.on('data', (chunk: Uint8Array) => chunks.push(chunk));
    doc.on('end', () => resolve(Buffer.concat(chunks)));
    doc.on('error', reject);
  });
  const say = (text: Text) => {
    const { lines, x, y, size, leading, weight, colour } = text;
    const { ascent, descent } = look.type;
    const baseline = (leading - (ascent + descent) * size) / 2 + ascent * size;
    doc.fillColor(colour);
    lines.forEach((line, i) => {
      let at = x;
      // Marks are drawn apart from their letters: the words are given as they are read.
      const apart = marks.test(line);
      if (apart) doc.markContent('Span', { actual: line });
      for (const part of partsOf(line, weight, look.type).parts) {
        const { font, key } = fonts(part.file, part.text);
        doc.font(font as never, key, size);
        doc.text(part.text, at, y + i * leading + baseline, { lineBreak: false, baseline: 'alphabetic' });
        at += doc.widthOfString(part.text);
      }
      if (apart) doc.endMarkedContent();
    });
  };
  const root = doc.struct('Document');
  doc.addStructure(root);
  for (const page of pages) {
    doc.addPage({ size: [page.width, page.height], margin: 0 });
    doc.markContent('Artifact', { type: 'Layout' });
    draw(doc, [...page.marks, ...page.blocks.flatMap(({ strokes }) => strokes)]);
    for (const note of page.notes) say(note);
    doc.endMarkedContent();
    for (const block of page.blocks) {
      const lang = block.language && block.language !== language ? { lang: block.language } : {};
      const part = doc.struct('Sect', lang);
      root.add(part);
      for (const text of block.texts) part.add(doc.struct(tags[text.as], {}, () => say(text)));
      part.end();
    }
  }
  root.end();
  doc.end();
  return done;
}

const tags = { title: 'H1', heading: 'H2', text: 'P' } as const;

function draw(doc: PDFKit.PDFDocument, strokes: readonly Stroke[]): void {
  for (const set of alike(strokes)) {
    const { width, colour, dashed } = set[0];
    doc.lineWidth(width);
    if (dashed) doc.dash(3, { space: 3 });
    else doc.undash();
    for (const { from, to } of set) doc.moveTo(...from).lineTo(...to);
    doc.stroke(colour);
  }
}

/** The font for a text of one file. */
type Fonts = (file: string, text: string) => { readonly font: unknown; readonly key: string };

/** Fonts the build measured, as far as they will do; fontkit opens a file of which less is known, or to place marks. */
async function fontsOf(pages: readonly Page[], look: PageLook): Promise<Fonts> {
  const shapes = new Map<string, Shape | undefined>();
  const shapeOf = (file: string, text: string) => {
    if (!shapes.has(file)) shapes.set(file, look.shape(file));
    return marks.test(text) ? undefined : shapes.get(file);
  };
  const texts = pages.flatMap(({ blocks, notes }) => [...blocks.flatMap((block) => block.texts), ...notes]);
  const parts = texts.flatMap(({ lines, weight }) => lines.flatMap((line) => partsOf(line, weight, look.type).parts));
  const opened = parts.every(({ file, text }) => shapeOf(file, text)) ? undefined : await import('./opened-font.js');
  const known = new Map<string, unknown>();
  return (file, text) => {
    const shape = shapeOf(file, text);
    const key = shape ? file : `${file} opened`;
    if (!known.has(key)) {
      const bytes = look.file(file);
      known.set(key, shape ? measuredFont(shape, bytes) : opened?.openedFont(bytes));
    }
    return { font: known.get(key), key };
  };
}

const marks = /\p{M}/u;
