import type { Schema } from '../parse/schema.js';

/**
 * What a value looks like as JSON. `T` is the type of which results are made: the compiler refuses a field of another
 * type, so that a schema can't say anything else than its writer.
 */
export interface Field<T> {
  readonly schema: Schema;
  /** Nothing at run time: keeps a field of one type from passing for that of another. */
  readonly of?: (value: T) => T;
}

/** A field that may be left out. */
export interface Maybe<T> extends Field<T> {
  readonly optional: true;
}

/** A field for every key of a record; those that the record may lack are `maybe`. */
export type Fields<T> = {
  readonly [K in keyof T]-?: T extends Record<K, T[K]> ? Field<T[K]> & { readonly optional?: never } : Maybe<Exclude<T[K], undefined>>;
};

export const text: Field<string> = { schema: { type: 'string' } };
export const yesOrNo: Field<boolean> = { schema: { type: 'boolean' } };
/** How many there are. */
export const count: Field<number> = { schema: { type: 'integer', minimum: 0 } };
/** Where something stands, from 1. */
export const place: Field<number> = { schema: { type: 'integer', minimum: 1 } };
/** From 0 to 1. */
export const share: Field<number> = { schema: { type: 'number', minimum: 0, maximum: 1 } };

/** A field, told what it is for. */
export function about<T>(description: string, { schema }: Field<T>): Field<T> {
  return { schema: { description, ...schema } };
}

export function maybe<T>({ schema }: Field<T>): Maybe<T> {
  return { schema, optional: true };
}

export function orNull<T>({ schema }: Field<T>): Field<T | null> {
  return {
    schema: typeof schema['type'] === 'string' ? { ...schema, type: [schema['type'], 'null'] } : { anyOf: [schema, { type: 'null' }] },
  };
}

/** One of these words. */
export function oneOf<const T extends string>(...words: readonly T[]): Field<T> {
  return { schema: { enum: words } };
}

export function list<T>({ schema }: Field<T>): Field<readonly T[]> {
  return { schema: { type: 'array', items: schema } };
}

/** Least and most, or any two. */
export function pair<T>({ schema }: Field<T>): Field<readonly [T, T]> {
  return { schema: { type: 'array', items: [schema, schema], minItems: 2, maxItems: 2 } };
}

/** One or the other. */
export function either<A, B>(one: Field<A>, other: Field<B>): Field<A | B> {
  return { schema: { anyOf: [one.schema, other.schema] } };
}

/** An object with these keys and no others. */
export function record<T extends object>(fields: Fields<T>): Field<T> {
  const all = Object.entries(fields as Readonly<Record<string, { readonly schema: Schema; readonly optional?: true }>>);
  return {
    schema: {
      type: 'object',
      properties: Object.fromEntries(all.map(([name, { schema }]) => [name, schema])),
      additionalProperties: false,
      required: all.flatMap(([name, { optional }]) => (optional ? [] : [name])),
    },
  };
}
