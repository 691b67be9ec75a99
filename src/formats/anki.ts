import { stringify } from 'csv-stringify/sync';
import { visible } from '../core/text.js';
import type { Sheet } from '../sheet/sheet.js';
import { cell } from './columns.js';

/** The columns of a note: the id comes first, so that a later import changes the notes it made. */
const columns = ['id', 'text', 'how', 'kind', 'source', 'bridge', 'why', 'followups', 'listen', 'tags'];

/**
 * Notes for Anki, as its import of text files takes them: settings in lines that start with "#", then tab-separated
 * cells (docs.ankiweb.net, "Text files"). Tags are parted by spaces there, so a space within one becomes "_".
 */
export function write(sheet: Sheet): string {
  const names = sheet.columns ? columns : [...new Set(sheet.records.flatMap(Object.keys))].filter((name) => name !== 'tags');
  if (sheet.records.length === 0) return '';
  const rows = sheet.records.map((record) =>
    names.map((name) => {
      const value = record[name];
      if (name !== 'tags') return visible(cell(value));
      return Array.isArray(value) ? value.map((tag) => visible(String(tag)).replace(/\s+/g, '_')).join(' ') : '';
    }),
  );
  const heads = ['#separator:tab', '#html:false', `#columns:${names.join('\t')}`];
  if (names[0] === 'id') heads.push('#guid column:1');
  if (names.at(-1) === 'tags') heads.push(`#tags column:${names.length}`);
  return `${heads.join('\n')}\n${stringify(rows, { delimiter: '\t', quoted_match: /^#/ })}`;
}
