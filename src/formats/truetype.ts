/**
 * A TrueType font (OpenType 1.9, "glyf" and "loca") with these glyphs alone, in this order, for a PDF that names glyphs
 * by number (ISO 32000-1, 9.9). Glyphs that others are composed of come behind them.
 */
export function subset(font: Uint8Array, glyphs: readonly number[]): Uint8Array {
  const source = Buffer.from(font.buffer, font.byteOffset, font.byteLength);
  const tables = new Map<string, Buffer>();
  for (let i = 0; i < source.readUInt16BE(4); i++) {
    const at = 12 + 16 * i;
    const start = source.readUInt32BE(at + 8);
    tables.set(source.toString('latin1', at, at + 4), source.subarray(start, start + source.readUInt32BE(at + 12)));
  }
  const [head, hhea, maxp, loca, glyf, hmtx] = ['head', 'hhea', 'maxp', 'loca', 'glyf', 'hmtx'].map((tag) => tables.get(tag)!) as Six;
  const long = head.readInt16BE(50) === 1;
  const offset = (glyph: number) => (long ? loca.readUInt32BE(4 * glyph) : 2 * loca.readUInt16BE(2 * glyph));
  const measures = hhea.readUInt16BE(34);

  const kept = [...glyphs];
  const places = new Map(kept.map((glyph, i) => [glyph, i]));
  const outlines: Buffer[] = [];
  const offsets: number[] = [0];
  for (let i = 0; i < kept.length; i++) {
    const outline = Buffer.from(glyf.subarray(offset(kept[i]!), offset(kept[i]! + 1)));
    for (const at of components(outline)) {
      const part = outline.readUInt16BE(at);
      if (!places.has(part)) {
        places.set(part, kept.length);
        kept.push(part);
      }
      outline.writeUInt16BE(places.get(part)!, at);
    }
    const padded = Buffer.concat([outline, Buffer.alloc(-outline.length & 3)]);
    outlines.push(padded);
    offsets.push(offsets.at(-1)! + padded.length);
  }

  const newLoca = Buffer.alloc(4 * offsets.length);
  offsets.forEach((value, i) => {
    newLoca.writeUInt32BE(value, 4 * i);
  });
  const newHmtx = Buffer.alloc(4 * kept.length);
  kept.forEach((glyph, i) => {
    const last = Math.min(glyph, measures - 1);
    newHmtx.writeUInt16BE(hmtx.readUInt16BE(4 * last), 4 * i);
    const bearing = glyph < measures ? 4 * glyph + 2 : 4 * measures + 2 * (glyph - measures);
    newHmtx.writeInt16BE(hmtx.readInt16BE(bearing), 4 * i + 2);
  });
  return written(
    new Map([
      ...['cvt ', 'fpgm', 'prep'].flatMap((tag): [string, Buffer][] => (tables.has(tag) ? [[tag, tables.get(tag)!]] : [])),
      ['glyf', Buffer.concat(outlines)],
      ['head', changed(head, 50, 1)],
      ['hhea', changed(hhea, 34, kept.length)],
      ['hmtx', newHmtx],
      ['loca', newLoca],
      ['maxp', changed(maxp, 4, kept.length)],
    ]),
  );
}

type Six = [Buffer, Buffer, Buffer, Buffer, Buffer, Buffer];

/** Where a composed glyph names its parts. */
function components(outline: Buffer): number[] {
  const places: number[] = [];
  if (outline.length === 0 || outline.readInt16BE(0) >= 0) return places;
  const [words, scale, more, twoScales, matrix] = [0x1, 0x8, 0x20, 0x40, 0x80];
  for (let at = 10, flags = more; flags & more; ) {
    flags = outline.readUInt16BE(at);
    places.push(at + 2);
    at += 4 + (flags & words ? 4 : 2) + (flags & scale ? 2 : flags & twoScales ? 4 : flags & matrix ? 8 : 0);
  }
  return places;
}

function changed(table: Buffer, at: number, value: number): Buffer {
  const copy = Buffer.from(table);
  copy.writeUInt16BE(value, at);
  return copy;
}

function written(tables: ReadonlyMap<string, Buffer>): Buffer {
  const power = 2 ** Math.floor(Math.log2(tables.size));
  const directory = Buffer.alloc(12 + 16 * tables.size);
  directory.writeUInt32BE(0x00010000, 0);
  [tables.size, power * 16, Math.log2(power), (tables.size - power) * 16].forEach((value, i) => {
    directory.writeUInt16BE(value, 4 + 2 * i);
  });
  const parts: Buffer[] = [directory];
  let start = directory.length;
  let entry = 12;
  for (const [tag, data] of tables) {
    const padded = Buffer.concat([data, Buffer.alloc(-data.length & 3)]);
    let sum = 0;
    for (let at = 0; at < padded.length; at += 4) sum = (sum + padded.readUInt32BE(at)) >>> 0;
    directory.write(tag, entry, 'latin1');
    directory.writeUInt32BE(sum, entry + 4);
    directory.writeUInt32BE(start, entry + 8);
    directory.writeUInt32BE(data.length, entry + 12);
    parts.push(padded);
    start += padded.length;
    entry += 16;
  }
  return Buffer.concat(parts);
}
