import { stringify } from 'yaml';
import type { Sheet } from '../sheet/sheet.js';

/** What `json` shows, in YAML 1.2. */
export function write(sheet: Sheet): string {
  return stringify(sheet.data, { lineWidth: 0, aliasDuplicateObjects: false });
}
