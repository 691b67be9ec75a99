import { counted, visible } from './text.js';

/** Why a session can't be held like that, as data; `refused` holds the words. */
export type Refusal =
  | {
      readonly why: 'people';
      readonly session: string;
      readonly people: number;
      readonly least: number;
      readonly most: number;
      readonly instead?: string;
    }
  | {
      readonly why: 'minutes';
      readonly session: string;
      readonly minutes: number;
      readonly people: number;
      /** Minutes to be kept free. */
      readonly free?: number;
      readonly least: number;
      readonly most: number;
      readonly instead?: string;
    }
  | {
      readonly why: 'channel';
      readonly session: string;
      readonly channel: string;
      readonly channels: readonly string[];
      readonly instead?: string;
    }
  | { readonly why: 'question'; readonly session: string; readonly block: string; readonly kind: string }
  | {
      readonly why: 'locked';
      readonly block: string;
      readonly at: string;
      readonly minutes: number;
      readonly least: number;
      readonly most: number;
    }
  | { readonly why: 'no-such-time'; readonly time: string; readonly date: string; readonly timeZone: string }
  | {
      readonly why: 'none';
      readonly minutes: number;
      readonly people: number;
      readonly channel?: string;
      readonly free?: number;
      readonly nearest: string;
    };

/** One sentence, with the nearest that can be had. */
export function refused(refusal: Refusal): string {
  switch (refusal.why) {
    case 'people': {
      const { session, people, least, most } = refusal;
      return `${visible(session)} serves ${between(least, most)} people, not ${people}; ${instead(refusal.instead)}`;
    }
    case 'minutes': {
      const { session, minutes, people, least, most } = refusal;
      const short = minutes < least;
      const takes = `takes ${short ? `${least} minutes at least` : `${most} minutes at most`}, not ${minutes}`;
      const other = refusal.instead ? `, or ${instead(refusal.instead)}` : '';
      return `${visible(session)} with ${people} people${keeping(refusal.free)} ${takes}; give it -m ${short ? least : most}${other}`;
    }
    case 'channel': {
      const { session, channel, channels } = refusal;
      const served = channels.join(', ').replace(/, (\w+)$/, ' or $1');
      return `${visible(session)} is held with --channel ${served}, not ${channel}; ${instead(refusal.instead)}`;
    }
    case 'question':
      return `no ${visible(refusal.kind)} prompt is left for "${visible(refusal.block)}" of ${visible(refusal.session)}; widen what is drawn from`;
    case 'locked': {
      const { block, at, minutes, least, most } = refusal;
      return `"${visible(block)}" can't start at ${at}: that leaves ${minutes} minutes for what comes before it, which takes ${between(least, most)}; give --at a time that is ${minutes < least ? 'later' : 'earlier'}`;
    }
    case 'no-such-time':
      return `no clock in ${visible(refusal.timeZone)} shows ${refusal.time} on ${refusal.date}, when it is set forward; start an hour later`;
    case 'none':
      return `no session serves ${refusal.people} people for ${refusal.minutes} minutes${refusal.channel ? ` (${refusal.channel})` : ''}${keeping(refusal.free)}; the nearest is ${refusal.nearest}`;
  }
}

function keeping(free: number | undefined): string {
  return free ? ` and ${counted(free, 'minute')} kept free` : '';
}

function between(least: number, most: number): string {
  return least === most ? String(least) : `${least} to ${most}`;
}

/** The next step where a session can't be had as it was asked for. */
function instead(other: string | undefined): string {
  return other ? `take ${visible(other)} instead` : 'convene list sessions shows what there is';
}
