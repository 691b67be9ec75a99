import type { Agenda } from './agenda.js';
import type { Prompt } from './deck.js';
import { type Noted, scheduleOpened } from './read-back.js';
import type { Refusal } from './refusal.js';
import type { Session } from './session.js';
import { counted } from './text.js';
import { type Answer, lengths, noSuchStart, type Wish } from './time-box.js';

/**
 * The session that suits the gathering best, fitted to it: one made for its setting before others, then the one whose
 * usual length is nearest, opened by notes if there are any. Says why.
 */
export function suit(sessions: readonly Session[], wish: Wish, prompts: readonly Prompt[], notes: readonly Noted[] = []): Answer<Agenda> {
  const never = noSuchStart(wish);
  if (never) return { refusal: never };
  const minutes = wish.minutes ?? 60;
  const asked = { ...wish, minutes };
  const far = (session: Session) => Math.abs(Math.log(minutes / lengths(session, asked).typical));
  const ranked = sessions
    .map((session) => ({ session, meant: meant(session, wish), far: far(session) }))
    .sort((a, b) => b.meant - a.meant || a.far - b.far || (a.session.name < b.session.name ? -1 : 1));
  const inSetting = ranked.filter(({ meant: one }) => one > 0 || !wish.settings?.length);
  // A little nearer in length is no reason to take a session made for another setting.
  for (const { session } of [...inSetting, ...ranked]) {
    const answer = scheduleOpened(session, notes, asked, prompts);
    if ('ok' in answer) return { ok: { ...answer.ok, because: reasons(session, asked) } };
  }
  return { refusal: nearestServed(sessions, asked) };
}

function meant({ settings }: Session, wish: Wish): number {
  if (!wish.settings?.length) return settings?.length ? 1 : 0;
  return settings?.some((setting) => wish.settings!.includes(setting)) ? 2 : 0;
}

function reasons(session: Session, { minutes, people, channel, settings }: Wish & { minutes: number }): string {
  const { least, most } = lengths(session, { people, channel });
  const shared = session.settings?.filter((setting) => settings?.includes(setting)) ?? [];
  const made = shared.length ? `is made for a ${shared.join(', ')}, ` : '';
  const sort = least <= minutes ? `serves ${least} to ${most} minutes and ${session.people[0]} to ${session.people[1]} people` : 'fits';
  return `${session.name} ${made}${sort} (${channel}); its usual length is nearest to ${counted(minutes, 'minute')}`;
}

/** The least change by which a session could be had. */
function nearestServed(sessions: readonly Session[], wish: Wish & { minutes: number }): Refusal {
  const offers = sessions
    .filter(({ channels }) => !channels?.length || channels.includes(wish.channel))
    .map((session) => {
      const people = Math.min(session.people[1], Math.max(session.people[0], wish.people));
      const { least, most } = lengths(session, { ...wish, people });
      const minutes = Math.min(most, Math.max(least, wish.minutes));
      const far = Math.abs(Math.log(people / wish.people)) + Math.abs(Math.log(minutes / wish.minutes));
      return { session, people, minutes, far };
    })
    .sort((a, b) => a.far - b.far || (a.session.name < b.session.name ? -1 : 1));
  const best = offers[0];
  return {
    why: 'none',
    minutes: wish.minutes,
    people: wish.people,
    channel: wish.channel,
    ...(wish.buffer && { free: wish.buffer }),
    nearest: best ? `${best.session.name} with -m ${best.minutes} -p ${best.people}` : 'another channel',
  };
}

/** A refusal with another session that would do, if there is one. */
export function withInstead(refusal: Refusal, session: Session, sessions: readonly Session[], wish: Wish): Refusal {
  if (refusal.why !== 'people' && refusal.why !== 'minutes' && refusal.why !== 'channel') return refusal;
  const minutes = wish.minutes ?? lengths(session, wish).typical;
  const far = (other: Session) => Math.abs(lengths(other, wish).typical - minutes);
  const alike = (other: Session) => Number(other.settings?.some((setting) => session.settings?.includes(setting)) ?? false);
  const [best] = sessions
    .filter((other) => other !== session && serves(other, { ...wish, minutes }))
    .sort((a, b) => alike(b) - alike(a) || far(a) - far(b));
  return best ? { ...refusal, instead: best.name } : refusal;
}

function serves(session: Session, wish: Wish & { minutes: number }): boolean {
  const [fewest, most] = session.people;
  if (wish.people < fewest || wish.people > most || (session.channels?.length && !session.channels.includes(wish.channel))) return false;
  const { least, most: longest } = lengths(session, wish);
  return wish.minutes >= least && wish.minutes <= longest;
}
