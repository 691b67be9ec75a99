/** A JSON Schema (draft-07). */
type Schema = Readonly<Record<string, unknown>>;

const text = { type: 'string' };
const textOrNull = { type: ['string', 'null'] };
const count = { type: 'integer', minimum: 0 };
const place = { type: 'integer', minimum: 1 };

/** What `list kinds --json` shows. */
export const kindsSchema = recordsSchema('Kinds', { kind: text, prompts: count, about: text });

/** What `list decks --json` shows. A deck that can't be used has `broken`, the number of its problems, and little else. */
export const decksSchema = recordsSchema(
  'Decks',
  {
    name: text,
    prompts: count,
    from: { ...text, description: 'its file, or "built-in"' },
    origin: { enum: ['built-in', 'package', 'yours', 'CONVENE_DECKS', 'named'] },
    title: text,
    description: textOrNull,
    language: text,
    license: textOrNull,
    source: textOrNull,
    aside: { type: 'boolean' },
    replaces: { type: 'array', items: text, description: 'ids of prompts that it takes the place of' },
    broken: { ...place, description: 'how many problems keep it from being used' },
  },
  ['title', 'description', 'language', 'license', 'source', 'aside', 'replaces', 'broken'],
);

/** What `check --json` shows. Lines and columns count from 1, columns in UTF-16 units. */
export const findingsSchema = recordsSchema('What check found', {
  file: text,
  line: place,
  column: place,
  endColumn: place,
  severity: { enum: ['error', 'warning', 'advice'] },
  code: text,
  message: text,
  source: { ...textOrNull, description: 'the line it stands on; null for a very long one' },
});

/** An array of records with these keys, all of them there unless `optional`. */
function recordsSchema(title: string, keys: Readonly<Record<string, Schema>>, optional: readonly string[] = []): Schema {
  return {
    $schema: 'http://json-schema.org/draft-07/schema#',
    title,
    type: 'array',
    items: {
      type: 'object',
      properties: keys,
      additionalProperties: false,
      required: Object.keys(keys).filter((key) => !optional.includes(key)),
    },
  };
}
