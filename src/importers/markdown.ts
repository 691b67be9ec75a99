import MarkdownIt from 'markdown-it';
import { knownKinds } from '../core/deck.js';
import { singular } from '../core/text.js';
import type { Entry, Left, Understanding } from './entry.js';

type Token = ReturnType<InstanceType<typeof MarkdownIt>['parse']>[number];

interface Item {
  readonly line: number;
  text: string;
  readonly inner: Item[];
}

const named: Readonly<Record<string, string>> = {
  'ahead of': 'how',
  bridge: 'bridge',
  why: 'why',
  'go deeper': 'followups',
  'listen for': 'listen',
  tags: 'tags',
  'recognised by': 'cues',
  level: 'level',
  settings: 'settings',
  channels: 'channels',
  principles: 'principles',
  'near pair': 'pair',
  id: 'id',
};

/**
 * The items of lists, each under its headings. What stands below an item is its own: "Ahead of: …" and the other names
 * that `print -f markdown` writes become keys, questions its follow-ups, the rest notes. A title above questions is a heading.
 * Where there is no list, every paragraph is an entry.
 */
export function fromMarkdown(text: string): Understanding {
  const tokens = new MarkdownIt({ html: false }).parse(
    text.replace(/^---\n[\s\S]*?\n---\n/, (front) => front.replace(/[^\n]/g, '')),
    {},
  );
  const entries: Entry[] = [];
  const paragraphs: Left[] = [];
  const headings: string[] = [];
  const open: Item[] = [];
  const told = { titles: 0, followups: 0 };
  let title: string | undefined;
  let count = 0;
  let row = 1;
  const under = () => headings.filter(Boolean).at(-1) ?? (title !== undefined && isKind(title) ? title : undefined);
  const fields = () => (under() === undefined ? {} : { heading: under() });
  tokens.forEach((token, i) => {
    const inline = tokens[i + 1];
    // The cells of a table say nothing of where they stand; their row does.
    if (token.map) row = token.map[0] + 1;
    const line = row;
    if (token.type === 'heading_open') {
      const level = Number(token.tag.slice(1));
      const words = wordsOf(inline);
      if (level === 1 && title === undefined) title = words;
      else {
        headings.length = Math.max(0, level - 1);
        headings[level - 1] = words;
        count++;
      }
    } else if (token.type === 'list_item_open') {
      const item: Item = { line, text: '', inner: [] };
      open.at(-1)?.inner.push(item);
      open.push(item);
    } else if (token.type === 'list_item_close') {
      const item = open.pop()!;
      if (open.length === 0) entries.push(...entriesOf(item, fields(), told));
    } else if (token.type === 'inline' && tokens[i - 1]?.type !== 'heading_open') {
      const words = wordsOf(token);
      const item = open.at(-1);
      if (item) item.text = [item.text, words].filter(Boolean).join(' ');
      else if (words) paragraphs.push({ line, text: words, why: 'not a list item' });
    } else if (token.type === 'fence' || token.type === 'code_block' || token.type === 'html_block') {
      const item = open.at(-1);
      if (item) item.text = `${item.text} ${token.content}`.trim();
      else paragraphs.push({ line, text: token.content.trim(), why: 'not a list item' });
    }
  });
  const parts = count ? `, under ${count} ${count === 1 ? 'heading' : 'headings'}` : '';
  const deck = title === undefined ? {} : { title };
  if (entries.length) {
    const understood = [
      `Markdown, a question for each list item${parts}`,
      ...(told.titles ? [`items that are titles of the questions below them: ${told.titles}`] : []),
      ...(told.followups ? [`questions below a question, kept as its follow-ups: ${told.followups}`] : []),
    ];
    return { understood, entries, left: paragraphs, deck };
  }
  const whole = paragraphs.map(({ line, text: words }) => ({ line, text: words, fields: {} }));
  return { understood: [`Markdown without lists, a question for each paragraph${parts}`], entries: whole, left: [], deck };
}

function isKind(title: string): boolean {
  return Object.keys(knownKinds).some((kind) => singular(kind) === singular(title));
}

/** The words without their markup. */
function wordsOf(token: Token | undefined): string {
  return (token?.children ?? [])
    .map(({ type, content }: Token) => (type === 'softbreak' || type === 'hardbreak' ? ' ' : content))
    .join('')
    .replace(/^\[[ xX]\] /, '')
    .trim();
}

/** What has been made of nested items. */
interface Told {
  titles: number;
  followups: number;
}

/** One entry of an item and all below it, or where it is a title, those of the items below it. */
function entriesOf({ line, text, inner }: Item, fields: Readonly<Record<string, unknown>>, told: Told): Entry[] {
  if (!isTitle({ text, inner })) return [{ line, text, fields: { ...fields, ...below(inner, told) } }];
  told.titles++;
  const tags = (fields['tags'] as string[] | undefined) ?? [];
  const under = isKind(text) ? { ...fields, heading: text } : { ...fields, tags: [...tags, text] };
  return inner.flatMap((one) => entriesOf(one, under, told));
}

/** Words that are no sentence, above questions and nothing that belongs to a prompt. */
function isTitle({ text, inner }: Pick<Item, 'text' | 'inner'>): boolean {
  if (!text || /[.!…。！][\p{Pe}\p{Pf}"']*$/u.test(text) || asks(text) || inner.some((one) => keyOf(one.text))) return false;
  return inner.some((one) => asks(one.text) || isTitle(one));
}

function asks(text: string): boolean {
  return /[?？؟][\p{Pe}\p{Pf}"'\s]*$/u.test(text) && !keyOf(text);
}

/** The key that a name in front of an item stands for, and what follows it. */
function keyOf(text: string): { key: string; value: string } | undefined {
  if (/^— /.test(text)) return { key: 'source', value: text.slice(2) };
  const [, name = '', value = ''] = /^([A-Z][A-Za-z ]+):\s*(.*)$/.exec(text) ?? [];
  const key = named[name.toLowerCase()];
  return key ? { key, value } : undefined;
}

function below(items: readonly Item[], told: Told): Record<string, unknown> {
  const found: Record<string, unknown> = {};
  const notes: string[] = [];
  const followups: string[] = [];
  const free = (item: Item): void => {
    (asks(item.text) ? followups : notes).push(item.text);
    for (const one of item.inner) free(one);
  };
  for (const item of items) {
    const { key, value } = keyOf(item.text) ?? {};
    if (key !== undefined && !(key in found)) found[key] = item.inner.length ? item.inner.map((one) => one.text) : value;
    else free(item);
  }
  told.followups += followups.length;
  return {
    ...found,
    ...(followups.length && { followups: [...[found['followups'] ?? []].flat(), ...followups] }),
    ...(notes.length && { notes }),
  };
}
