import type { Agenda, Block } from '../core/agenda.js';
import { deckShape, promptKeys } from './deck.js';
import { planBlockKeys, planKeys } from './plan.js';
import { sessionShape } from './session.js';
import type { Key, MapShape, Shape } from './shape.js';

/** A JSON Schema (draft-07, which editors read). */
export type Schema = Readonly<Record<string, unknown>>;

const draft = 'http://json-schema.org/draft-07/schema#';

/** Where editors fetch the schemas from once the package is published. */
export const deckSchemaUrl = 'https://unpkg.com/convener/dist/deck.schema.json';
export const sessionSchemaUrl = 'https://unpkg.com/convener/dist/session.schema.json';

/** What a deck file may hold, from the shapes that the reader goes by. It can't say that ids differ, or that least comes before most. */
export function deckSchema(): Schema {
  return { $schema: draft, $id: deckSchemaUrl, title: 'A deck of prompts', ...schemaOf(deckShape, 'written') };
}

/** What a session file may hold. */
export function sessionSchema(): Schema {
  return { $schema: draft, $id: sessionSchemaUrl, title: 'A session', ...schemaOf(sessionShape, 'written') };
}

/** A prompt as `-f json` shows it: its keys are those of a deck, each in its one plain form. */
export function promptSchema(): Schema {
  const { id: _id, ...keys } = promptKeys;
  const known = shown(keys);
  return objectOf(
    {
      ...known,
      id: { type: 'string', pattern: '/', description: 'deck/prompt' },
      deck: { type: 'string', description: 'the deck it stands in' },
      language: { type: 'string', description: 'BCP 47' },
      how: orNull(known['how']!),
      source: orNull(known['source']!),
    },
    ['id', 'deck', 'kind', 'text', 'how', 'source', 'language'],
  );
}

/** What an agenda always tells; the compiler holds both lists against the types. */
const always: { readonly agenda: Readonly<Record<Always<Agenda>, true>>; readonly block: Readonly<Record<Always<Block>, true>> } = {
  agenda: {
    ...{ session: true, title: true, seed: true, people: true, channel: true, minutes: true, date: true, start: true, end: true },
    ...{ timeZone: true, language: true, dropped: true, notes: true, blocks: true },
  },
  block: {
    ...{ id: true, title: true, start: true, end: true, minutes: true, range: true, form: true, groups: true },
    ...{ minutesPerVoice: true, say: true, prompts: true, notes: true },
  },
};
type Always<T> = { [K in keyof T]-?: T extends Record<K, T[K]> ? K : never }[keyof T];

/** What `-f json` shows of an agenda: the keys by which it is read when it is given back. */
export function agendaSchema(): Schema {
  const keys = shown(planBlockKeys);
  const block = { ...keys, minutesPerVoice: orNull(keys['minutesPerVoice']!), prompts: { ...keys['prompts'], items: promptSchema() } };
  const blocks = { type: 'array', description: planKeys.blocks.about, items: objectOf(block, Object.keys(always.block)) };
  return objectOf({ ...shown(planKeys), blocks }, Object.keys(always.agenda));
}

/** An object with these keys, an author's own, and no others. */
function objectOf(properties: Schema, required: readonly string[]): Schema {
  return { type: 'object', properties, patternProperties: { '^x-.': {} }, additionalProperties: false, required };
}

function shown(keys: Readonly<Record<string, Key>>): Record<string, Schema> {
  return Object.fromEntries(Object.entries(keys).map(([name, key]) => [name, described(key, 'shown')]));
}

/** `written` takes all the forms an author may use, `shown` the one that comes out. */
type Side = 'written' | 'shown';

function described({ shape, about, examples }: Key, side: Side): Schema {
  return { description: about, ...schemaOf(shape, side), ...(examples && { examples }) };
}

// Neither blank nor with what the reader calls an invisible or control character.
const proseText = '^(?=[\\s\\S]*\\S)[^\\u0000-\\u0008\\u000b\\u000c\\u000e-\\u001f\\u007f-\\u009f\\u2028\\u2029\\ufeff\\ufffe\\uffff]*$';

function schemaOf(shape: Shape, side: Side): Schema {
  switch (shape.is) {
    case 'prose':
      return { type: 'string', pattern: proseText };
    case 'name':
      return {
        type: 'string',
        pattern: shape.pattern.flags.includes('i') ? shape.pattern.source.replaceAll('a-z', 'a-zA-Z') : shape.pattern.source,
      };
    case 'flag':
      return { type: 'boolean' };
    case 'number':
      return { type: shape.whole ? 'integer' : 'number', minimum: shape.least, maximum: shape.most };
    case 'choice': {
      const words = shape.of.filter((one) => typeof one === 'string');
      if (side === 'shown' || words.length === 0) return { enum: shape.of };
      return { anyOf: [{ enum: shape.of }, { type: 'string', pattern: `^\\s*(?:${words.map(anyCase).join('|')})\\s*$` }] };
    }
    case 'list': {
      const items = { type: 'array', items: schemaOf(shape.of, side) };
      return side === 'shown' || (shape.of.is === 'map' && !shape.lone) ? items : { anyOf: [schemaOf(shape.of, side), items] };
    }
    case 'range': {
      const end = { type: 'integer', minimum: shape.least, maximum: shape.most };
      const pair = { type: 'array', items: [end, end], minItems: 2, maxItems: 2 };
      return side === 'shown' ? pair : { anyOf: [end, pair] };
    }
    case 'span': {
      const part = { type: 'integer', minimum: shape.least, maximum: shape.most };
      return { anyOf: [part, { type: 'array', items: part, minItems: 1, maxItems: 3 }] };
    }
    case 'glossary': {
      const text = { type: 'string', pattern: proseText };
      const map = { type: 'object', additionalProperties: { anyOf: [text, { type: 'null' }] } };
      return side === 'shown' ? map : { anyOf: [map, { type: 'array', items: text }, text] };
    }
    case 'lists': {
      const text = { type: 'string', pattern: proseText };
      return { type: 'object', additionalProperties: { anyOf: [text, { type: 'array', items: text }] } };
    }
    case 'map':
      return mapSchema(shape, side);
  }
}

function mapSchema({ keys, bare }: MapShape, side: Side): Schema {
  const object = objectOf(
    Object.fromEntries(Object.entries(keys).map(([name, key]) => [name, described(key, side)])),
    Object.entries(keys).flatMap(([name, { required }]) => (required ? [name] : [])),
  );
  return bare === undefined || side === 'shown' ? object : { anyOf: [schemaOf(keys[bare]!.shape, side), object] };
}

function orNull({ type, ...schema }: Schema): Schema {
  return { ...schema, type: [type, 'null'] };
}

/** A word in either case: schemas have no flags. */
function anyCase(word: string): string {
  return word.replace(/[a-z]/g, (letter) => `[${letter}${letter.toUpperCase()}]`);
}
