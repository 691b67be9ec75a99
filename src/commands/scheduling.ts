import type { Agenda } from '../core/agenda.js';
import { type Channel, kindsOf, type Prompt, type Setting } from '../core/deck.js';
import { type Noted, scheduleOpened } from '../core/read-back.js';
import { refused } from '../core/refusal.js';
import type { Session } from '../core/session.js';
import { suit, withInstead } from '../core/suit.js';
import { singular, visible } from '../core/text.js';
import type { Wish } from '../core/time-box.js';
import { Exit, Failure } from '../failure.js';
import type { Located } from '../store/decks.js';
import { knownWord } from './choosing.js';
import { fixedStarts } from './fitting.js';
import { named } from './named.js';

/** How many people there are where nobody says, if the session serves so many. */
const usualPeople = 12;

/** What was typed about the gathering. */
export interface Typed {
  readonly minutes?: number;
  readonly people?: number;
  readonly channel?: Channel;
  readonly settings?: readonly Setting[];
  readonly groupSize?: number;
  readonly at?: string[];
  readonly buffer?: number;
}

/** A session fitted to what was typed, opened by notes if there are any; the one that suits where none was named. */
export function scheduled(
  session: Session | undefined,
  sessions: readonly Session[],
  prompts: readonly Prompt[],
  typed: Typed & Pick<Wish, 'date' | 'start' | 'timeZone' | 'seed'> & { readonly notes?: readonly Noted[] },
): Agenda {
  const [fewest, most] = session?.people ?? [2, 10000];
  const people = typed.people ?? Math.min(most, Math.max(fewest, usualPeople));
  const channel = typed.channel ?? session?.channels?.find((one) => one === 'room') ?? session?.channels?.[0] ?? 'room';
  const { date, start, timeZone, seed, settings: inSettings, groupSize, buffer, notes = [] } = typed;
  const wish: Wish = {
    ...{ date, start, timeZone, seed, people, channel },
    ...(typed.minutes !== undefined && { minutes: typed.minutes }),
    ...(inSettings && { settings: inSettings }),
    ...(groupSize && { groupSize }),
    ...(buffer && { buffer }),
    ...(session && typed.at && { at: fixedStarts(typed.at, session.blocks) }),
  };
  if (!session && typed.at) throw new Failure(Exit.usage, '--at: name the session whose block is meant');
  const answer = session ? scheduleOpened(session, notes, wish, prompts) : suit(sessions, wish, prompts, notes);
  if ('ok' in answer) return answer.ok;
  const refusal = session ? withInstead(answer.refusal, session, sessions, wish) : answer.refusal;
  throw new Failure(refusal.why === 'question' ? Exit.no : Exit.usage, refused(refusal));
}

/** The prompts that a session names and the selection left out. Throws a Failure for a prompt or a kind that isn't there. */
export function namedIn(session: Session, decks: readonly Located[], pool: readonly Prompt[]): Prompt[] {
  const all = decks.map(({ deck }) => deck);
  const known = [...kindsOf(all).keys()];
  for (const { kind } of session.blocks.flatMap(({ draw }) => draw ?? [])) knownWord(kind, known, 'kind', singular, visible(session.name));
  const ids = new Set(session.blocks.flatMap(({ prompts }) => prompts ?? []));
  return [...ids].filter((id) => !pool.some((prompt) => prompt.id === id)).map((id) => named(id, all));
}
