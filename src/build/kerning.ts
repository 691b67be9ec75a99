import type { Font } from 'fontkit';
import type { Kerning } from '../layout/shape.js';

/** The parts of a decoded GPOS table that are read here (OpenType 1.9, "Lookup type 2: pair adjustment"). */
interface Gpos {
  readonly featureList: readonly { readonly tag: string; readonly feature: { readonly lookupListIndexes: readonly number[] } }[];
  readonly lookupList: {
    get(i: number): {
      readonly lookupType: number;
      readonly subTables: Iterable<PairTable & { readonly extension?: PairTable; readonly lookupType?: number }>;
    };
  };
}

interface PairTable {
  readonly version: number;
  readonly coverage: Coverage;
  readonly pairSets: { get(i: number): Iterable<{ readonly secondGlyph: number; readonly value1?: Value }> };
  readonly classDef1: Classes;
  readonly classDef2: Classes;
  readonly classRecords: { get(i: number): { get(j: number): { readonly value1?: Value } } };
}

interface Value {
  readonly xAdvance?: number;
}

interface Coverage {
  readonly version: 1 | 2;
  readonly glyphs?: readonly number[];
  readonly rangeRecords?: readonly { readonly start: number; readonly end: number; readonly startCoverageIndex: number }[];
}

interface Classes {
  readonly version: 1 | 2;
  readonly startGlyph?: number;
  readonly classValueArray?: readonly number[];
  readonly classRangeRecord?: readonly { readonly start: number; readonly end: number; readonly class: number }[];
}

/** The kerning of every pair of these glyphs; the first table that knows a pair decides. Contextual kerning is left out. */
export function kerningOf(font: Font, glyphs: readonly number[]): Kerning {
  const tables = pairTables((font as unknown as { readonly GPOS?: Gpos }).GPOS);
  const full = Array.from({ length: font.numGlyphs }, () => new Array<number>(font.numGlyphs).fill(0));
  const seconds = tables.map(({ classDef2 }) => glyphs.map((glyph) => (classDef2 ? classOf(classDef2, glyph) : 0)));
  for (const first of glyphs) {
    const open = new Set(glyphs.keys());
    tables.forEach((table, t) => {
      const index = coverageIndex(table.coverage, first);
      if (index < 0) return;
      if (table.version === 1) {
        const pairs = new Map([...table.pairSets.get(index)].map(({ secondGlyph, value1 }) => [secondGlyph, value1?.xAdvance ?? 0]));
        for (const at of [...open]) {
          const value = pairs.get(glyphs[at]!);
          if (value === undefined) continue;
          full[first]![glyphs[at]!] = value;
          open.delete(at);
        }
      } else {
        const row = table.classRecords.get(classOf(table.classDef1, first));
        for (const at of open) full[first]![glyphs[at]!] = row.get(seconds[t]![at]!).value1?.xAdvance ?? 0;
        open.clear();
      }
    });
  }
  return folded(full);
}

function pairTables(gpos: Gpos | undefined): PairTable[] {
  if (!gpos) return [];
  const lookups = new Set(gpos.featureList.filter(({ tag }) => tag === 'kern').flatMap(({ feature }) => feature.lookupListIndexes));
  return [...lookups]
    .sort((a, b) => a - b)
    .flatMap((i) => {
      const { lookupType, subTables } = gpos.lookupList.get(i);
      return [...subTables].flatMap((table) => {
        if (lookupType === 2) return table;
        return lookupType === 9 && table.extension && table.lookupType === 2 ? table.extension : [];
      });
    });
}

function coverageIndex({ glyphs, rangeRecords }: Coverage, glyph: number): number {
  if (glyphs) return glyphs.indexOf(glyph);
  const range = rangeRecords?.find(({ start, end }) => start <= glyph && glyph <= end);
  return range ? range.startCoverageIndex + glyph - range.start : -1;
}

function classOf({ startGlyph = 0, classValueArray, classRangeRecord }: Classes, glyph: number): number {
  if (classValueArray) return classValueArray[glyph - startGlyph] ?? 0;
  return classRangeRecord?.find(({ start, end }) => start <= glyph && glyph <= end)?.class ?? 0;
}

/** Rows and columns that are alike are kept once. */
function folded(full: readonly (readonly number[])[]): Kerning {
  const byRow = alike(full.map(String));
  const rows = byRow.first.map((i) => full[i]!);
  const byColumn = alike(full.map((_, column) => rows.map((row) => row[column]!).join()));
  return { left: byRow.of, right: byColumn.of, rows: rows.map((row) => byColumn.first.map((column) => row[column]!)) };
}

function alike(keys: readonly string[]): { of: number[]; first: number[] } {
  const seen = new Map<string, number>();
  const first: number[] = [];
  const of = keys.map((key, i) => {
    const known = seen.get(key);
    if (known !== undefined) return known;
    seen.set(key, first.length);
    first.push(i);
    return first.length - 1;
  });
  return { of, first };
}
