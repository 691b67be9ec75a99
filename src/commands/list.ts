import { kindsOf } from '../core/deck.js';
import type { Selection } from '../core/select.js';
import { counted } from '../core/text.js';
import { Exit } from '../failure.js';
import { listSheet, listsSheet } from '../sheet/lists.js';
import { deckRecord, promptColumns, promptRecord } from '../sheet/prompts.js';
import { sessionRecord } from '../sheet/sessions.js';
import type { Sheet } from '../sheet/sheet.js';
import type { Located } from '../store/decks.js';
import type { LocatedSession } from '../store/sessions.js';
import { choose, choosing, kindOperand, load, nothingLeft } from './choosing.js';
import { command } from './command.js';
import { everywhere, note, output, present } from './output.js';

const lists: Readonly<Record<string, (decks: readonly Located[], selection: Selection) => Sheet>> = {
  kinds: kindList,
  decks: deckList,
  prompts: promptList,
};

const listable = [...Object.keys(lists), 'sessions'];

export const listCommand = command({
  operands: [{ form: '[what]', about: `${listable.join(', ')}; kinds and decks if left out`, words: listable }, kindOperand],
  options: { ...choosing, ...output, ...everywhere },
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
    const decks = await load(io, options);
    const selection = choose(decks, kinds, options, { aside: true });
    if (selection.prompts.length === 0 && selection.considered > 0) {
      note(io, nothingLeft(selection));
      return Exit.no;
    }
    const asked = what ?? (kinds.length ? 'prompts' : undefined);
    const sheet = asked
      ? lists[asked]!(decks, selection)
      : listsSheet('Kinds and decks', { kinds: kindList(decks, selection), decks: deckList(decks, selection) });
    await present(io, sheet, options);
    return Exit.done;
  },
});

function kindList(decks: readonly Located[], { prompts }: Selection): Sheet {
  const records = [...kindsOf(decks.map(({ deck }) => deck))].map(([kind, about]) => ({
    kind,
    prompts: prompts.filter((prompt) => prompt.kind === kind).length,
    about,
  }));
  const shown = records.filter(({ prompts: count }) => count > 0);
  return listSheet('Kinds', shown, ({ kind, prompts: count, about }) => [kind, count, about]);
}

function deckList(decks: readonly Located[], { prompts }: Selection): Sheet {
  const records = decks
    .filter(({ deck }) => deck.prompts.length === 0 || deck.prompts.some((prompt) => prompts.some(({ id }) => id === prompt.id)))
    .map(deckRecord);
  return listSheet('Decks', records, ({ name, prompts: count, title, from }) => [
    String(name),
    counted(Number(count), 'prompt'),
    from === 'built-in' ? String(title) : `${title} (${from})`,
  ]);
}

function promptList(_: readonly Located[], { prompts }: Selection): Sheet {
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
