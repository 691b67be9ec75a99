import type { Agenda } from '../core/agenda.js';
import { instantOf } from '../core/clock.js';
import { refused } from '../core/refusal.js';
import { refreshed, replan } from '../core/replan.js';
import { Exit, Failure } from '../failure.js';
import { blockNamed } from './fitting.js';
import type { Typed } from './scheduling.js';

/** An agenda that was given back, for other people, another start or another length. */
export function changed(
  agenda: Agenda,
  typed: Typed & { start?: string; date?: string; timeZone?: string; seed?: string },
  when: Pick<Agenda, 'date' | 'start' | 'timeZone'>,
): Agenda {
  for (const flag of ['at', 'buffer'] as const) {
    if (typed[flag] !== undefined)
      throw new Failure(Exit.usage, `--${flag}: only where a session is fitted; change the minutes in the file`);
  }
  const asked = {
    ...agenda,
    ...(typed.seed && { seed: typed.seed }),
    ...(typed.people !== undefined && { people: typed.people }),
    ...(typed.channel && { channel: typed.channel }),
    ...(typed.groupSize && { groupSize: typed.groupSize }),
    ...(typed.timeZone && { timeZone: typed.timeZone }),
    ...(typed.date && { date: when.date }),
    ...(typed.start && { start: typed.start }),
  };
  const { date, start: time, timeZone } = asked;
  if (instantOf({ date, time }, timeZone) === undefined)
    throw new Failure(Exit.usage, refused({ why: 'no-such-time', date, time, timeZone }));
  const moved = refreshed(asked);
  if (typed.minutes === undefined || typed.minutes === moved.minutes) return moved;
  const fitted = replan(moved, { now: moved.start, minutes: typed.minutes, done: 0 });
  if ('ok' in fitted) return { ...fitted.ok, blocks: fitted.ok.blocks.map(({ was: _, ...block }) => block) };
  throw new Failure(Exit.usage, `--minutes: ${'impossible' in fitted ? fitted.impossible : refused(fitted.refusal)}`);
}

/** The rest of an agenda planned anew, from `--now` or what the clock shows. */
export function replanned(agenda: Agenda, { now, end, done }: { now?: string; end?: string; done?: string }, clock: string): Agenda {
  const over =
    done === undefined ? undefined : agenda.blocks.indexOf(blockNamed(done, agenda.blocks, '--done') as Agenda['blocks'][number]) + 1;
  const answer = replan(agenda, { now: now ?? clock, ...(end !== undefined && { end }), ...(over !== undefined && { done: over }) });
  if ('ok' in answer) return answer.ok;
  throw new Failure(Exit.usage, 'impossible' in answer ? answer.impossible : refused(answer.refusal));
}
