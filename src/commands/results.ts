import { channels, settings } from '../core/deck.js';
import { forms } from '../core/session.js';
import { agendaSchema, promptSchema, type Schema } from '../parse/schema.js';
import type { FindingRecord } from '../sheet/findings.js';
import type { FlipEntry, FlipRow, Ranking } from '../sheet/flips.js';
import type { KindRecord } from '../sheet/lists.js';
import type { BlockRow } from '../sheet/plan.js';
import type { BrokenDeckRecord, DeckRecord } from '../sheet/prompts.js';
import type { ReviewRecord } from '../sheet/review.js';
import type { AskedRecord, NoteRecord, Retired, RoomRecord, RoomRow } from '../sheet/rooms.js';
import type { SessionRecord } from '../sheet/sessions.js';
import type { Origin } from '../store/decks.js';
import { about, count, either, type Field, list, maybe, oneOf, orNull, pair, place, record, share, text, yesOrNo } from './fields.js';

/** What a command gives as JSON: the whole of it (`-f json`), and each line of it (`-f jsonl`). */
export interface Result {
  readonly title: string;
  readonly whole: Schema;
  readonly line: Schema;
}

/** A result that is a list gives one of its items a line; any other says what it gives. */
function result(title: string, whole: Schema, line: Schema | undefined = whole['items'] as Schema | undefined): Result {
  if (!line) throw new TypeError(`${title}: what is a line of it?`);
  return { title, whole, line };
}

const prompt: Field<Readonly<Record<string, unknown>>> = { schema: promptSchema() };
export const prompts = result('Prompts', list(prompt).schema);

const kind = record<KindRecord>({ kind: text, prompts: count, about: text });
export const kinds = result('Kinds', list(kind).schema);

const origin = oneOf('built-in', 'package', 'yours', 'CONVENE_DECKS', 'named');
const from = about('its file, or "built-in"', text);
const deck = either(
  record<DeckRecord<Origin>>({
    ...{ name: text, title: text, description: orNull(text), prompts: count, language: text, license: orNull(text), source: orNull(text) },
    ...{ aside: yesOrNo, from, origin, replaces: about('ids of prompts that it takes the place of', list(text)) },
  }),
  record<BrokenDeckRecord<Origin>>({
    ...{ name: text, prompts: { schema: { const: 0 } }, from, origin },
    broken: about('how many problems keep it from being used', place),
  }),
);
export const decks = result('Decks', list(deck).schema);

export const kindsAndDecks = result('Kinds and decks', record({ kinds: list(kind), decks: list(deck) }).schema, either(kind, deck).schema);

const session = record<SessionRecord>({
  ...{ name: text, title: text, description: orNull(text), minutes: about('what it usually takes', count) },
  ...{
    people: about('least and most', pair(count)),
    blocks: count,
    settings: list(oneOf(...settings)),
    channels: list(oneOf(...channels)),
  },
  ...{ language: text, source: orNull(text), from },
});
export const sessions = result('Sessions', list(session).schema);

const minutes: Field<number> = { schema: { type: 'number', minimum: 0 } };
const block = record<BlockRow>({
  ...{ block: place, start: text, end: text, minutes: count, title: text, form: oneOf(...(Object.keys(forms) as (keyof typeof forms)[])) },
  ...{ groups: about('people in each', list(count)), minutesPerVoice: orNull(minutes), say: list(text), prompts: list(text) },
  ...{
    ids: list(text),
    listen: list(text),
    setup: list(text),
    cut: orNull(count),
    essential: yesOrNo,
    notes: list(text),
    text,
    readBack: list(text),
  },
});
export const agenda = result('An agenda', agendaSchema(), block.schema);

const ranking = record<Ranking>({ id: text, how: text, text, because: list(text), score: share });
const line = about('where it stands in the text', place);
const flips = record<FlipEntry>({
  ...{ line: maybe(line), input: text, pair: orNull(prompt), because: about('the words that told', list(text)), score: share },
  ranked: maybe(about('with --all, every pair', list(ranking))),
});
const flipRow = record<FlipRow>({
  ...{ line: maybe(line), input: text, text: orNull(text), bridge: orNull(text), how: orNull(text), kind: orNull(text) },
  ...{ id: orNull(text), score: share, because: list(text) },
});
export const flip = result('What was heard', list(flips).schema, flipRow.schema);

const finding = record<ReviewRecord>({
  principle: { schema: { type: 'integer', minimum: 1, maximum: 6 } },
  ...{ holds: yesOrNo, because: text, text: about('the principle', text), source: orNull(text) },
});
export const review = result('A review', list(finding).schema);

const problem = record<FindingRecord>({
  ...{ file: text, line: place, column: about('in UTF-16 units, as editors count', place) },
  ...{ endColumn: place, severity: oneOf('error', 'warning', 'advice'), code: about('a stable name', text) },
  ...{ message: text, source: about('the line it stands on; null for a very long one', orNull(text)) },
});
export const check = result('What check found', list(problem).schema);

const row = record<RoomRow>({
  ...{ room: text, asked: about('as often as they were', count), last: about('when', orNull(text)) },
  ...{ promises: count, gifts: count, file: text },
});
export const rooms = result('Rooms', list(row).schema);

const asked = record<AskedRecord>({
  ...{ at: text, prompt: text, text, by: about('the command', text), pile: about('which time round', place) },
  beforeReset: about('it can be asked again', yesOrNo),
});
const noted = list(record<NoteRecord>({ at: text, text, readBack: about('the day it was read back last', orNull(text)) }));
const retired = record<Retired>({ prompt: text, text, because: orNull(text), at: text, everywhere: about('in all rooms', yesOrNo) });
const remaining = record<RoomRecord['remaining'][number]>({ kind: text, left: count, of: count, retired: count, once: count });
const room = record<RoomRecord>({
  ...{ room: text, file: text, asked: list(asked), remaining: list(remaining), retired: list(retired) },
  ...{ promises: noted, gifts: noted, linesSteppedOver: count },
});
export const roomShown = result('A room', room.schema, asked.schema);

export const takenBack = result('What was taken back', list(text).schema, record<{ readonly text: string }>({ text }).schema);
