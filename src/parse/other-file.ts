import { isMap, isScalar, type Node } from 'yaml';
import type { Detail } from '../core/problem.js';
import type { Cursor } from './cursor.js';

type Other = Extract<Detail, { code: 'other-file' }>['is'];

/**
 * Tells of a file that holds something else than was wanted: a session or an agenda has `blocks` and a deck `prompts`.
 * Nothing else is worth saying of it then.
 */
export function toldAsOther(wanted: 'prompts' | 'blocks', root: Node | null, cursor: Cursor): boolean {
  if (!isMap(root)) return false;
  const keys = new Map(root.items.flatMap(({ key }) => (isScalar(key) ? [[String(key.value), key.range?.[0] ?? 0] as const] : [])));
  const at = keys.get(wanted === 'prompts' ? 'blocks' : 'prompts');
  if (keys.has(wanted) || at === undefined) return false;
  const is: Other = wanted === 'blocks' ? 'deck' : keys.has('start') ? 'agenda' : 'session';
  cursor.error(at, { code: 'other-file', is });
  return true;
}
