import { readFileSync } from 'node:fs';
import { join } from 'node:path';

/** The id of each pair, and what it is labelled. */
export const labels = { method: '1', time: '2', cost: '3', people: '4', measure: '5', precedent: '6' };

/** The rows of a file of labelled examples: one of this folder by its name, any by its path. */
export function rowsOf(file) {
  return readFileSync(file.includes('.') ? file : join(import.meta.dirname, `${file}.tsv`), 'utf8')
    .trim()
    .split('\n')
    .slice(1)
    .map((line) => {
      const [id, text, label] = line.split('\t');
      return { id, text, label };
    });
}
