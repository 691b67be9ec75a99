import { create, type Font } from 'fontkit';
import { guess, type Type, unseen } from '../layout/type.js';

/** A font file, opened: of a collection, its first font. Undefined where it is none. */
export function openedFont(bytes: Uint8Array): Font | undefined {
  try {
    if (!tablesWithin(bytes)) return undefined;
    const made = create(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength));
    const font = 'fonts' in made ? made.fonts[0] : made;
    // Asked for here, so that a file that is broken further in fails now.
    const usable = font && font.unitsPerEm > 0 && font.numGlyphs > 0 && font.layout('A').positions.length > 0;
    return usable ? font : undefined;
  } catch {
    return undefined;
  }
}

/** Whether the tables that a TrueType or OpenType file lists lie within it; other files are left to fontkit. */
function tablesWithin(bytes: Uint8Array): boolean {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const version = view.getUint32(0);
  if (version !== 0x00010000 && version !== 0x4f54544f && version !== 0x74727565) return true;
  return Array.from({ length: view.getUint16(4) }, (_, i) => 12 + 16 * i).every(
    (at) => view.getUint32(at + 8) + view.getUint32(at + 12) <= bytes.byteLength,
  );
}

/** A family of this one font. */
export function openedType(font: Font, file: string): Type {
  const advances = new Map<string, number>();
  const advance = (char: string) => {
    const known = advances.get(char);
    if (known !== undefined) return known;
    const point = char.codePointAt(0)!;
    const has = font.hasGlyphForCodePoint(point) && !unseen(char);
    const made = has ? (font.glyphForCodePoint(point).advanceWidth * 1000) / font.unitsPerEm : guess(char);
    advances.set(char, made);
    return made;
  };
  return {
    ascent: font.ascent / font.unitsPerEm,
    descent: -font.descent / font.unitsPerEm,
    width: (text) => [...text].reduce((sum, char) => sum + advance(char), 0),
    files: (codePoint) => (font.hasGlyphForCodePoint(codePoint) ? [file] : []),
  };
}
