// How well `flip` hears, on labelled examples: `npm run flip:score [-- part]`. With a part's name, its misses are shown
// as well, except for the held-out parts, which nobody looks at while cues are written.
//
// public.tsv    183 examples, most of them spoken in recorded meetings or written in public places (column `source`)
// tuning.tsv    387 of 586 written for this purpose; a second reader, who did not see the labels, agreed on all 586
// held-out.tsv  the other 199: those for which the first byte of the SHA-256 of the id is below 90
//
// fresh.tsv     2250 written by three further hands after the cues were, 750 each; no second reader has labelled them:
//   fresh-1     the first two hands (fr0001 to fr1500), on which cues have been tuned since
//   fresh-2     the third hand (fr1501 to fr2250), held out: nobody has read them while writing cues, but their totals were
//               looked at along the way
//
// Labels: 1 method, 2 time, 3 cost, 4 people, 5 measure, 6 precedent, none.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import process from 'node:process';
import { loadDecks, pairsOf, recognizer } from '../../dist/index.js';

const labels = { method: '1', time: '2', cost: '3', people: '4', measure: '5', precedent: '6' };
const classes = [...Object.values(labels), 'none'];
const recognize = recognizer(pairsOf(await loadDecks(['how-and-yes'])));

const rowsOf = ([file, from, to]) =>
  readFileSync(join(import.meta.dirname, `${file}.tsv`), 'utf8')
    .trim()
    .split('\n')
    .slice(1)
    .slice(from, to)
    .map((line) => {
      const [, text, label] = line.split('\t');
      const { pair, because } = recognize(text);
      return { text, label, heard: pair ? labels[pair.id.split('/')[1]] : 'none', because };
    });

const share = (rows, test) => rows.filter(test).length / rows.length;

/** The harmonic mean of precision and recall, as a mean over the classes. */
function macroF1(rows) {
  const scores = classes.map((one) => {
    const right = rows.filter(({ label, heard }) => label === one && heard === one).length;
    return (2 * right) / (rows.filter(({ label }) => label === one).length + rows.filter(({ heard }) => heard === one).length);
  });
  return scores.reduce((sum, score) => sum + score, 0) / scores.length;
}

/** File, first row, row after the last. */
const parts = {
  public: ['public'],
  tuning: ['tuning'],
  'fresh-1': ['fresh', 0, 1500],
  'held-out': ['held-out'],
  'fresh-2': ['fresh', 1500],
};
const heldOut = ['held-out', 'fresh-2'];

const percent = (x) => `${(100 * x).toFixed(1)} %`.padStart(10);
let said = 'part        rows  accuracy  macro-F1  none answered\n';
for (const [part, place] of Object.entries(parts)) {
  const rows = rowsOf(place);
  const none = rows.filter(({ label }) => label === 'none');
  const right = share(rows, ({ label, heard }) => label === heard);
  const answered = share(none, ({ heard }) => heard !== 'none');
  process.stdout.write(
    `${part.padEnd(10)}${String(rows.length).padStart(6)}${percent(right)}${percent(macroF1(rows))}${percent(answered)}\n`,
  );
  if (part !== process.argv[2] || heldOut.includes(part)) continue;
  for (const { text, label, heard, because } of rows.filter((row) => row.label !== row.heard)) {
    said += `  ${label} heard as ${heard}: ${text}  ${JSON.stringify(because)}\n`;
  }
}
process.stdout.write(said);
