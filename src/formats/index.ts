import type { Format } from './format.js';
import { write as json } from './json.js';
import { write as text } from './text.js';

/** Every format, in the order the help shows them. A new one is a file and a line here. */
export const formats: readonly Format[] = [
  {
    name: 'text',
    about: 'for reading; in a pipe, one prompt a line',
    endings: ['txt'],
    load: async () => text,
  },
  { name: 'markdown', about: 'for notes and wikis', endings: ['md', 'markdown'], load: async () => (await import('./markdown.js')).write },
  { name: 'json', about: 'one array of objects', endings: ['json'], load: async () => json },
  { name: 'jsonl', about: 'one object a line', endings: ['jsonl', 'ndjson'], load: async () => (await import('./jsonl.js')).write },
  { name: 'yaml', about: 'the same objects in YAML', endings: ['yaml', 'yml'], load: async () => (await import('./yaml.js')).write },
  { name: 'csv', about: 'for spreadsheets', endings: ['csv'], load: async () => (await import('./csv.js')).write },
  { name: 'tsv', about: 'for cut and awk', endings: ['tsv', 'tab'], load: async () => (await import('./tsv.js')).write },
  {
    name: 'html',
    about: 'cards and agendas for a browser; a page for a shared screen',
    endings: ['html', 'htm'],
    paper: true,
    load: async () => (await import('./html.js')).write,
  },
  {
    name: 'pdf',
    about: 'cards and agendas to print',
    endings: ['pdf'],
    paper: true,
    binary: true,
    without: 'findings',
    load: async () => (await import('./pdf.js')).write,
  },
  {
    name: 'ics',
    about: 'for calendars: agendas alone',
    endings: ['ics'],
    needs: 'calendar',
    load: async () => (await import('./ics.js')).write,
  },
  {
    name: 'fortune',
    about: 'for fortune and strfile',
    endings: ['fortune'],
    without: 'findings',
    load: async () => (await import('./fortune.js')).write,
  },
  {
    name: 'anki',
    about: 'for Anki, as a text file to import',
    endings: ['anki'],
    without: 'findings',
    load: async () => (await import('./anki.js')).write,
  },
];
