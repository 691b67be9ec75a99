import { resolve } from 'node:path';
import { visible } from '../core/text.js';
import { Exit, Failure } from '../failure.js';
import type { PageLook } from '../formats/format.js';
import type { Io } from '../io.js';
import { layouts } from '../layout/index.js';
import type { PaperName, Refusal } from '../layout/page.js';
import type { Shape } from '../layout/shape.js';
import { firstOf, type Metrics, measuredType } from '../layout/type.js';
import { fontData, fontFile, fontRule } from '../store/fonts.js';
import { readBytes } from '../store/read.js';
import { version } from '../version.js';
import type { PaperTyped } from './paper.js';

/** How a page is to look. Throws a Failure where the options don't go together or the fonts can't be read. */
export async function pageLook(io: Io, typed: PaperTyped, format: string): Promise<PageLook> {
  const layout = layouts.find(({ name }) => name === (typed.layout ?? 'cards'))!;
  const { perPage, blank = 0, cutOrder = false, countdown } = typed;
  const most = layout.mostPerPage;
  if (perPage !== undefined && most === undefined) {
    throw new Failure(Exit.usage, `--per-page: only with --layout cards, fold or poster, not with ${layout.name}`);
  }
  if (perPage !== undefined && most !== undefined && perPage > most) {
    throw new Failure(Exit.usage, `--per-page: "${perPage}" is too many for ${layout.name}; at most ${most}`);
  }
  if (cutOrder && !['cards', 'fold'].includes(layout.name)) {
    throw new Failure(Exit.usage, `--cut-order: only with --layout cards or fold, not with ${layout.name}`);
  }
  if (blank && !['cards', 'fold', 'table'].includes(layout.name)) {
    throw new Failure(Exit.usage, `--blank: only with --layout cards, fold or table, not with ${layout.name}`);
  }
  if (typed.present && format !== 'html') throw new Failure(Exit.usage, `--present: only with html, not with ${format}`);
  if (countdown !== undefined && !typed.present) throw new Failure(Exit.usage, '--countdown: only with --present');
  return {
    layout: layout.name,
    paper: typed.paper ?? paperOf(io.env),
    ...(perPage !== undefined && { perPage }),
    cutOrder,
    blank,
    ...(typed.font === undefined ? ownFamily(io) : await familyFrom(io, typed.font)),
    ...(typed.present && { present: countdown === undefined ? {} : { seconds: countdown * 60 } }),
    producer: () => `convene ${version(io)}`,
  };
}

type Family = Pick<PageLook, 'type' | 'file' | 'rule' | 'shape'>;

function ownFamily(io: Io): Family {
  const metrics = fontData(io, 'metrics') as Metrics;
  return {
    type: measuredType(metrics),
    file: (name) => fontFile(io, `${name}.ttf`),
    rule: (name) => ({ css: fontRule(io, name), hash: metrics.faces.find(({ file }) => file === name)!.hash }),
    shape: (name) => fontData(io, name) as Shape,
  };
}

const fontLimit = 64 * 1024 * 1024;

/** This font, and our own family for the letters it lacks. */
async function familyFrom(io: Io, path: string): Promise<Family> {
  const bytes = readBytes(io, resolve(io.cwd, path), path, fontLimit);
  const { openedFont, openedType } = await import('../formats/opened-font.js');
  const font = bytes.length > fontLimit ? undefined : openedFont(bytes);
  if (!font) throw new Failure(Exit.file, `${visible(path)}: this is not a font that can be read (TrueType, OpenType, WOFF)`);
  const own = ownFamily(io);
  return {
    type: firstOf(openedType(font, path), own.type),
    file: (name) => (name === path ? bytes : own.file(name)),
    rule: (name) => (name === path ? undefined : own.rule(name)),
    shape: (name) => (name === path ? undefined : own.shape(name)),
  };
}

/** Sets pages in a font that was given. Where that fails, the font is to blame: no other breaks. Throws a Failure then. */
export async function withFont<T>(path: string, set: () => T | Promise<T>): Promise<T> {
  try {
    return await set();
  } catch (error) {
    if (error instanceof Failure) throw error;
    throw new Failure(Exit.file, `${visible(path)}: this font is broken where it is needed; try another`);
  }
}

/** Why it can't be put on paper, each prompt with what helps. */
export function refused(refusals: readonly Refusal[], typed: PaperTyped): Failure {
  const shown = refusals.slice(0, 20).map((refusal) => sentence(refusal, typed));
  const more = refusals.length - shown.length;
  return new Failure(Exit.file, more > 0 ? [...shown, `and ${more} more`] : shown);
}

function sentence(refusal: Refusal, { layout = 'cards', perPage = 8 }: PaperTyped): string {
  const { id, text } = refusal.because === 'too long' ? refusal.saying : refusal;
  const name = visible(id ?? `“${text.length > 40 ? `${text.slice(0, 40)}…` : text}”`);
  switch (refusal.because) {
    case 'too long': {
      const room = `${layout === 'cards' && perPage > 2 ? '--per-page 2 or ' : ''}--layout handout has more room`;
      return `${name}: too long for --layout ${layout}, even at ${refusal.least} points; ${room}`;
    }
    case 'right to left':
      return `${name}: is written from right to left, which pdf can't set; -f html can, and prints from a browser`;
    case 'no glyph': {
      const lacking = refusal.characters.slice(0, 8).map(visible).join(' ');
      return `${name}: the font has no ${lacking}; --font FILE sets another, or -f html borrows from those of the browser`;
    }
  }
}

/** Letter where it is the custom (Unicode CLDR, measurement data, paper size US-Letter), A4 elsewhere. */
function paperOf(env: Io['env']): PaperName {
  const locale = env['LC_ALL'] || env['LC_PAPER'] || env['LANG'] || '';
  const region = /^[a-z]{2,3}(?:[_-][A-Za-z]{4})?[_-]([A-Z]{2})(?![A-Za-z])/.exec(locale)?.[1] ?? '';
  return ['BZ', 'CA', 'CL', 'CO', 'CR', 'GT', 'MX', 'NI', 'PA', 'PH', 'PR', 'SV', 'US', 'VE'].includes(region) ? 'letter' : 'a4';
}
