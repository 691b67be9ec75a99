// The least that sets the prompts of these decks on cards with pdfkit, as its guide shows it.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import PDFDocument from 'pdfkit';

const root = join(import.meta.dirname, '..', '..');
const [, , ...decks] = readFileSync(join(root, 'dist', 'decks.jsonl'), 'utf8')
  .split('\n')
  .map((line) => JSON.parse(line));
const names = ['possibility', 'dissent', 'crossroads', 'ownership', 'commitment', 'how-and-yes'];
const prompts = decks.flat().filter(({ deck }) => names.includes(deck));

const doc = new PDFDocument({
  size: 'A4',
  margin: 0,
  autoFirstPage: false,
  tagged: true,
  lang: 'en',
  displayTitle: true,
  info: { Title: 'Cards' },
});
const font = (weight) => join(root, 'node_modules/@fontsource/source-serif-4/files', `source-serif-4-latin-${weight}-normal.woff`);
doc.registerFont('regular', font(400)).registerFont('semibold', font(600));
doc.pipe(process.stdout);
prompts.forEach(({ kind, text, how, source }, i) => {
  if (i % 8 === 0) doc.addPage();
  const [x, y] = [45 + (i % 2) * 269, 45 + Math.floor((i % 8) / 2) * 195];
  doc.font('semibold').fontSize(8.5).text(kind, x, y, { width: 235 });
  if (how)
    doc
      .font('regular')
      .fontSize(8.5)
      .text(`Ahead of “${how}”`, x, y + 12, { width: 235 });
  doc
    .font('regular')
    .fontSize(18)
    .text(text, x, y + 45, { width: 235 });
  if (source && source !== 'original')
    doc
      .font('regular')
      .fontSize(7)
      .text(`— ${source}`, x, y + 150, { width: 235 });
});
doc.end();
