// How well `flip` hears, on labelled examples: `npm run flip:score [-- part]`. With a part's name, its misses are shown
// as well, except for the held-out ones, which nobody looks at.
//
// public.tsv    183 examples, most of them spoken in recorded meetings or written in public places (column `source`)
// tuning.tsv    387 of 586 written for this purpose; a second reader, who did not see the labels, agreed on all 586
// held-out.tsv  the other 199: those for which the first byte of the SHA-256 of the id is below 90
// written.tsv   19,276 written by twenty-five more hands, each in voices of its own; one reader labelled each
// settled.tsv   what the contract of `flip` says
// unseen.tsv    483 by one more hand, written last and read by nobody
//
// The weights of the deck are fitted to all of these but held-out.tsv and unseen.tsv (weigh.js).
// Labels: 1 method, 2 time, 3 cost, 4 people, 5 measure, 6 precedent, none.
import process from 'node:process';
import { loadDecks, pairsOf, recognizer } from '../../dist/index.js';
import { labels, rowsOf } from './rows.js';

const classes = [...Object.values(labels), 'none'];
const recognize = recognizer(pairsOf(await loadDecks(['how-and-yes'])));

const heardIn = (part) =>
  rowsOf(part).map(({ text, label }) => {
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

const parts = ['public', 'tuning', 'written', 'held-out', 'unseen'];
const [asked] = process.argv.slice(2);
const percent = (x) => `${(100 * x).toFixed(1)} %`.padStart(10);
let said = 'part        rows  accuracy  macro-F1  none answered\n';
for (const part of [...parts, ...(asked?.includes('.') ? [asked] : [])]) {
  const rows = heardIn(part);
  const none = rows.filter(({ label }) => label === 'none');
  const right = share(rows, ({ label, heard }) => label === heard);
  const answered = share(none, ({ heard }) => heard !== 'none');
  process.stdout.write(
    `${part.slice(-10).padEnd(10)}${String(rows.length).padStart(6)}${percent(right)}${percent(macroF1(rows))}${percent(answered)}\n`,
  );
  if (part !== asked || ['held-out', 'unseen'].includes(part)) continue;
  for (const { text, label, heard, because } of rows.filter((row) => row.label !== row.heard)) {
    said += `  ${label} heard as ${heard}: ${text}  ${JSON.stringify(because)}\n`;
  }
}
process.stdout.write(said);
