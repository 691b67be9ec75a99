import { kindsOf } from '../core/deck.js';
import { namedTwice, type Selection, tallied } from '../core/select.js';
import { counted } from '../core/text.js';
import { Exit } from '../failure.js';
import { type KindRecord, listSheet, listsSheet } from '../sheet/lists.js';
import { type BrokenDeckRecord, deckRecord, promptColumns, promptRecord } from '../sheet/prompts.js';
import { sessionRecord } from '../sheet/sessions.js';
import type { Sheet } from '../sheet/sheet.js';
import type { Loaded, Origin } from '../store/decks.js';
import type { LocatedSession } from '../store/sessions.js';
import { choose, choosing, kindOperand, loadAll, nothingLeft } from './choosing.js';
import { command } from './command.js';
import { everywhere, note, output, present } from './output.js';

const lists: Readonly<Record<string, (loaded: Loaded, selection: Selection) => Sheet>> = {
  kinds: kindList,
  decks: deckList,
  prompts: promptList,
};

const listable = [...Object.keys(lists), 'sessions'];

export const listCommand = command({
  operands: [{ form: '[what]', about: `${listable.join(', ')}; kinds and decks if left out`, words: listable }, kindOperand],
  options: () => ({ ...choosing(), ...output(), ...everywhere() }),
  examples: [
    ['convene list', 'the kinds and the decks'],
    ['convene list prompts crossroads', 'every crossroads question with its id'],
    ['convene list decks --json', 'for scripts'],
  ],
  async run(io, { operands, options }) {
    const [first = '', ...rest] = operands;
    const what = listable.find((name) => name === first.toLowerCase() || name === `${first.toLowerCase()}s`);
    const kinds = what ? rest : operands;
    if (what === 'sessions') {
      const { loadSessions } = await import('../store/sessions.js');
      const { sessions, notes } = await loadSessions(io);
      if (!options.quiet) for (const line of notes) note(io, line);
      await present(io, sessionList(sessions), options);
      return Exit.done;
    }
    const loaded = await loadAll(io, options);
    const selection = choose(loaded.decks, kinds, options, { aside: true });
    if (tallied(selection).length === 0 && selection.considered > 0) {
      note(io, nothingLeft(selection));
      return Exit.no;
    }
    const asked = what ?? (kinds.length ? 'prompts' : undefined);
    const sheet = asked
      ? lists[asked]!(loaded, selection)
      : listsSheet('Kinds and decks', { kinds: kindList(loaded, selection), decks: deckList(loaded, selection) });
    await present(io, sheet, options);
    return Exit.done;
  },
});

function kindList({ decks }: Loaded, selection: Selection): Sheet {
  const counts = new Map<string, number>();
  for (const { kind, count } of tallied(selection)) counts.set(kind, (counts.get(kind) ?? 0) + count);
  const records = [...kindsOf(decks.map(({ deck }) => deck))].map(([kind, about]): KindRecord & Record<string, unknown> => ({
    kind,
    prompts: counts.get(kind) ?? 0,
    about,
  }));
  const shown = records.filter(({ prompts: count }) => count > 0);
  return listSheet('Kinds', shown, ({ kind, prompts: count, about }) => [kind, count, about]);
}

function deckList({ decks, broken }: Loaded, selection: Selection): Sheet {
  const chosen = new Set(tallied(selection).map(({ deck }) => deck));
  const twice = namedTwice(decks.map(({ deck }) => deck));
  const chosenIds = new Set(twice.size ? selection.prompts.map(({ id }) => id) : []);
  const before = new Set<string>();
  const records = decks.flatMap((located) => {
    const { deck } = located;
    const record = deckRecord(located, []);
    if (!twice.has(deck.name)) return record.prompts === 0 || chosen.has(deck.name) ? [record] : [];
    // Of decks of one name, a prompt of the later replaces that of the earlier.
    const ids = deck.prompts.map(({ id }) => id);
    const replaces = ids.filter((id) => before.has(id));
    for (const id of ids) before.add(id);
    return ids.length === 0 || ids.some((id) => chosenIds.has(id)) ? [{ ...record, replaces }] : [];
  });
  const unusable = broken.map(({ name, file, origin, problems }): BrokenDeckRecord<Origin> & Record<string, unknown> => ({
    ...{ name, prompts: 0, from: file, origin },
    broken: problems,
  }));
  return listSheet('Decks', [...records, ...unusable], (record) => [
    String(record['name']),
    counted(Number(record['prompts']), 'prompt'),
    deckAbout(record),
  ]);
}

function deckAbout({ title, from, replaces, broken }: Record<string, unknown>): string {
  if (broken) return `broken: ${counted(Number(broken), 'problem')}; convene check ${from}`;
  const replaced = (replaces as string[]).length;
  const takes = replaced ? `; replaces ${counted(replaced, 'prompt')} of the same id` : '';
  return from === 'built-in' ? String(title) : `${title} (${from}${takes})`;
}

function promptList(_: Loaded, { prompts }: Selection): Sheet {
  const records = prompts.map(promptRecord);
  return { ...listSheet('Prompts', records, ({ id, text }) => [String(id), String(text)]), columns: promptColumns };
}

function sessionList(sessions: readonly LocatedSession[]): Sheet {
  const records = sessions.map(sessionRecord);
  return listSheet('Sessions', records, ({ name, minutes, people, title, from }) => [
    name,
    `${minutes} min`,
    people.join(' to '),
    from === 'built-in' ? title : `${title} (${from})`,
  ]);
}
