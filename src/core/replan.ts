import { type Agenda, type Block, instants, timetable } from './agenda.js';
import { dayAfter, instantOf, minute, wallOf } from './clock.js';
import { type Channel, channels } from './deck.js';
import { fitBoxes } from './fit.js';
import { filled, readyFor } from './say.js';
import type { Answer } from './time-box.js';
import { clocked, silenceOf, turns } from './voices.js';

/** An agenda whose minutes, people or prompts were changed by hand, with all that follows from them brought up to date. */
export function refreshed(agenda: Agenda): Agenda {
  const { blocks: timed, end, minutes } = timetable(agenda.blocks, agenda);
  const times = instants(agenda);
  const blocks: Block[] = [];
  timed.forEach((block, i) => {
    const clock = (after: number) => wallOf(times[i]! + after * minute, agenda.timeZone).time;
    blocks.push(renewed(agenda.blocks[i]!, block, agenda, blocks, clock));
  });
  return { ...agenda, blocks, end, minutes };
}

/** A block with its turns worked out again, and its lines said anew where nobody has changed them. */
function renewed(before: Block, block: Block, agenda: Agenda, earlier: readonly Block[], clock: (after: number) => string): Block {
  const silence = silenceOf(block, earlier.at(-1));
  const small = earlier.findLast(({ form, groups }) => form !== 'circle' && groups.length > 1)?.groups;
  const { note, ...voices } = turns(block, block.minutes, agenda, { silence, ...(small && { before: small }) });
  const { voices: _v, round: _r, silence: _s, again: _a, againAt: _at, shareAt: _sa, share, ...others } = block;
  const rest = { ...others, ...(share && block.form !== 'circle' && { share }) };
  const turn = clocked({ ...(rest.share && { share: rest.share }), ...voices }, block.minutes, clock);
  const facts = { people: agenda.people, channel: agenda.channel, last: before === agenda.blocks.at(-1) };
  // The plan may have been given another channel since its lines were written.
  const written = (channel: Channel) => filled(block.script ?? [], { ...before, ...facts, channel }).join('\n');
  const untouched = block.script && channels.some((channel) => written(channel) === before.say.join('\n'));
  return {
    ...rest,
    ...turn,
    ...(block.setup && { setup: readyFor(block.setup, agenda) }),
    say: untouched ? filled(block.script!, { ...rest, ...turn, ...facts }) : block.say,
    notes: [...(note ? [note] : []), ...block.notes.filter((one) => one !== noteOf(before, agenda, small))],
  };
}

/** What was noted of a block's voices before it changed. */
function noteOf(block: Block, agenda: Agenda, before: readonly number[] | undefined): string | undefined {
  return turns(block, block.minutes, agenda, before ? { before } : {}).note;
}

/** Where a gathering stands. */
export interface Standing {
  /** What the clock shows, `HH:MM`. */
  readonly now: string;
  /** When it has to be over; as planned if left out. */
  readonly end?: string;
  /** How long it lasts in all; instead of `end`. */
  readonly minutes?: number;
  /** How many blocks are over; by the clock if left out. */
  readonly done?: number;
}

/** Why an agenda can't be planned anew, in one sentence. */
export type Replanned = Answer<Agenda> | { readonly impossible: string };

/**
 * What is left of an agenda, fitted to the time that is left: what is over stays, the close and what is essential keep
 * their minutes for as long as anything else can give way, the rest shrinks and is then left out in its order.
 */
export function replan(agenda: Agenda, { now, end, minutes, done }: Standing): Replanned {
  const times = instants(agenda);
  const at = (time: string, from: number) => {
    for (const days of [-1, 0, 1, 2]) {
      const instant = instantOf({ date: dayAfter(agenda.date, days), time }, agenda.timeZone);
      if (instant !== undefined && instant >= from) return instant;
    }
    return from;
  };
  // Twelve hours either way: a plan made for two o'clock may start a little early.
  const current = at(now, times[0]! - 720 * minute);
  if (Number.isNaN(current)) return { impossible: `no clock in ${agenda.timeZone} shows ${agenda.start} on ${agenda.date}` };
  const finish = minutes !== undefined ? times[0]! + minutes * minute : end === undefined ? times.at(-1)! : at(end, current);
  const over = done ?? times.slice(1).filter((time) => time <= current).length;
  const past = agenda.blocks.slice(0, over);
  const ahead = agenda.blocks.slice(over);
  if (ahead.length === 0) return { impossible: `by ${now} the whole agenda is over; --done says how far you are` };
  // Without a word on what is over, the block that the clock says is running goes on from its start.
  const running = done === undefined && times[over]! < current;
  const from = running ? times[over]! : Math.max(current, times[0]!);
  const gone = Math.round((current - from) / minute);
  const left = Math.round((finish - from) / minute);
  const last = ahead.length - 1;
  const guarded = (block: Block, i: number) => block.essential === true || i === last;
  const box = (block: Block, i: number, protect: boolean) => {
    const least = Math.max(i === 0 && running ? gone : 0, Math.min(block.range[0], block.minutes));
    const firm = protect && guarded(block, i) ? block.minutes : least;
    return {
      least: Math.max(firm, least),
      typical: Math.max(block.minutes, least),
      most: Math.max(block.range[1], block.minutes, least),
      small: block.groups.length > 1,
      rest: block.form === 'break',
      // What is marked goes first, then what has no mark, from the end backwards; what is running can't be undone.
      ...(!guarded(block, i) && !(i === 0 && running) && { cut: block.cut ?? 1000 - i }),
    };
  };
  const found =
    fitBoxes(
      ahead.map((block, i) => box(block, i, true)),
      left,
    ) ??
    fitBoxes(
      ahead.map((block, i) => box(block, i, false)),
      left,
    );
  if (!found) {
    const boxes = ahead.map((block, i) => box(block, i, false));
    const least = boxes.filter(({ cut }) => cut === undefined).reduce((sum, one) => sum + one.least, 0);
    const most = boxes.reduce((sum, one) => sum + one.most, 0);
    const hint = wallOf(from + (left < least ? least : most) * minute, agenda.timeZone).time;
    return {
      impossible:
        left < least
          ? `${Math.max(0, left)} minutes are left and what can't be left out takes ${least}; --end ${hint} would do`
          : `${left} minutes are left and the rest takes ${most} at most; end by ${hint} (--end ${hint}), or go on with a break`,
    };
  }
  const kept = found.kept.map((i, k): Block => ({ ...ahead[i]!, minutes: found.minutes[k]!, was: ahead[i]!.start }));
  const started = wallOf(from, agenda.timeZone);
  const rest = refreshed({ ...agenda, date: started.date, start: started.time, blocks: kept });
  const dropped = ahead.filter((_, i) => !found.kept.includes(i)).map(({ title }) => title);
  return {
    ok: {
      ...agenda,
      end: rest.end,
      minutes: Math.round((finish - times[0]!) / minute),
      dropped: [...agenda.dropped, ...dropped],
      blocks: [...withActual(past, times, from, agenda.timeZone), ...rest.blocks],
    },
  };
}

/** What is over lasted until now: the last of it longer than planned, or all of it no longer than there was time. */
function withActual(past: readonly Block[], times: readonly number[], until: number, timeZone: string): Block[] {
  return past.map(({ was: _, ...block }, i) => {
    const start = Math.min(times[i]!, until);
    const end = i === past.length - 1 ? until : Math.min(times[i + 1]!, until);
    const time = (instant: number) => wallOf(instant, timeZone).time;
    return { ...block, start: time(start), end: time(end), minutes: Math.round((end - start) / minute) };
  });
}
