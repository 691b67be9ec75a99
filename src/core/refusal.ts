import { visible } from './text.js';

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
  | { readonly why: 'none'; readonly minutes: number; readonly people: number; readonly channel?: string; readonly nearest: string };

/** One sentence, with the nearest that can be had. */
export function refused(refusal: Refusal): string {
  switch (refusal.why) {
    case 'people':
      return `${visible(refusal.session)} serves ${between(refusal.least, refusal.most)} people, not ${refusal.people}${instead(refusal.instead)}`;
    case 'minutes': {
      const { session, minutes, people, least, most } = refusal;
      const nearest = minutes < least ? `${least} minutes at least` : `${most} minutes at most`;
      const hint = `-m ${minutes < least ? least : most}`;
      return `${visible(session)} with ${people} people takes ${nearest}, not ${minutes}: ${hint}${instead(refusal.instead)}`;
    }
    case 'channel':
      return `${visible(refusal.session)} is for ${refusal.channels.join(', ')}, not ${refusal.channel}${instead(refusal.instead)}`;
    case 'question':
      return `no ${visible(refusal.kind)} prompt is left for "${visible(refusal.block)}" of ${visible(refusal.session)}; widen what is drawn from`;
    case 'locked':
      return `"${visible(refusal.block)}" can't start at ${refusal.at}: that leaves ${refusal.minutes} minutes for what comes before it, which takes ${between(refusal.least, refusal.most)}`;
    case 'no-such-time':
      return `no clock in ${visible(refusal.timeZone)} shows ${refusal.time} on ${refusal.date}, when it is set forward; start an hour later`;
    case 'none':
      return `no session serves ${refusal.people} people for ${refusal.minutes} minutes${refusal.channel ? ` (${refusal.channel})` : ''}; the nearest is ${refusal.nearest}`;
  }
}

function between(least: number, most: number): string {
  return least === most ? String(least) : `${least} to ${most}`;
}

function instead(other: string | undefined): string {
  return other ? `; or ${visible(other)}` : '';
}
