import { channels, knownKinds, settings } from './deck.js';
import { forms } from './session.js';
import { quoted } from './starter.js';
import { capital } from './text.js';

/** What a new session starts with. */
export interface SessionStart {
  /** What the file is called on a command line. */
  readonly file: string;
  readonly title: string;
  readonly language: string;
  readonly source: string;
  /** What it usually takes. */
  readonly minutes: number;
  readonly people: readonly [least: number, most: number];
  /** What small groups are asked, in order; see `usualKinds`. */
  readonly questions: readonly Asks[];
}

/** A kind to draw from, or a question of one's own. */
export type Asks = { readonly kind: string } | { readonly ask: string };

/** The kinds a session of this length asks where nobody says: two questions an hour, from easy to brave. */
export function usualKinds(minutes: number): string[] {
  const count = minutes < 50 ? 1 : minutes < 95 ? 2 : minutes < 140 ? 3 : 4;
  return ['crossroads', 'possibility', 'ownership', 'commitment'].slice(0, count);
}

/** The minutes that a session with so many questions takes at least. */
export function leastMinutes(questions: number): number {
  return 2 + 11 * questions + 3;
}

/**
 * A session to go on writing: valid as it is, with comments that teach the format. Each question is talked over in
 * threes, and a few voices are heard of it; the usual minutes add up to those asked for. `schema` as for a deck.
 */
export function starterSession({ file, title, language, source, minutes, people, questions }: SessionStart, schema: string): string {
  const welcome = between(2, Math.round(minutes * 0.08), 6);
  const close = between(3, Math.round(minutes * 0.1), 10);
  const rest = minutes - welcome - close;
  const each = questions.map((_, i) => Math.floor(rest / questions.length) + (i < rest % questions.length ? 1 : 0));
  return `# yaml-language-server: $schema=${schema}
# A session for convene: the run of a meeting. Lines that start with "#" are notes: delete them as you like.
# See what is wrong:     convene check ${file}
# Fit it to a day:       convene agenda ${file} --people ${between(people[0], 12, people[1])} --start 14:00

title: ${quoted(title)}
language: ${quoted(language)}
source: ${quoted(source)} # whose design it is
people: [${people.join(', ')}] # how many it serves, least and most
# settings: [staff-meeting]   # ${settings.join(', ')}
# channels: [room]            # ${channels.join(', ')}; any if left out

blocks:
  # A block is a part of the meeting. Its minutes are the least, the usual and the most that it may take.
  - title: Welcome
    minutes: ${span(welcome, 2)}
    form: plenary
    say: # lines to read aloud; [brackets] are for you to fill in
      - "Welcome. We are here because [your reason, in one sentence]."
      - "You will talk more than I will, in small groups."
      - "Stories stay here. What you learn may leave. Pass if you wish."

${questions.map((asks, i) => question(asks, each[i]!, i)).join('\n')}
  - title: Close
    minutes: ${span(close, 2)}
    form: circle # every voice in turn
    draw: { kind: gifts, maxEdge: 1 } # of edge 1: warm
    say:
      - "{{round}}"
      - "Thank you. We stop while it is alive."

# Forms: ${Object.keys(forms).join(', ')}.
# A block may also have: setup and listen (lines), materials (what to bring), quiet (seconds of silence before the first
# voice), share (minutes at its end for all), at ("14:30": starts then, whatever comes before).
`;
}

function question(asks: Asks, minutes: number, i: number): string {
  const share = between(3, Math.round(minutes * 0.28), 12);
  const first = i === 0;
  const note = (words: string) => (first ? ` # ${words}` : '');
  return `  - title: ${'kind' in asks ? kindWord(asks.kind, capital) : 'A question of ours'}
    minutes: ${span(minutes - share, 6)}
    form: groups${note('threes; "size: 4" makes fours, "with: same" keeps people together')}
${
  'kind' in asks
    ? `    draw: ${kindWord(asks.kind)}${note('a question of this kind; or your own instead: ask: "What brought you here?"')}`
    : `    ask: ${quoted(asks.ask)}${note('or one that is drawn instead: draw: crossroads')}`
}
${first ? '    essential: true # kept whole for as long as can be\n' : ''}    say:${note('{{each}} and the like are filled in: how long, how many, where to sit')}
      - "I read the question twice. Pass if you wish."
      - "{{each}} each, in turn. No advice."
      - "{{quiet}}"
      - "{{move}}"
      - "{{again}}"
  - title: ${first ? 'What struck you' : 'What strikes you now'}
    minutes: ${span(share, 2)}
    form: sharing${note('a few voices, heard by all')}
    cut: ${i + 1}${note('left out first when time is short, 2 next')}
    say:
      - "{{voices}}, please: what struck you?"
      - "Speak for yourself. No reports."
`;
}

/** The words of known kinds need no quotes. */
function kindWord(kind: string, form = (word: string) => word): string {
  return Object.hasOwn(knownKinds, kind) ? form(kind) : quoted(form(kind));
}

/** Least, usual and most minutes about the usual ones. */
function span(usual: number, least: number): string {
  return `[${Math.min(usual, Math.max(least, Math.floor(usual * 0.7)))}, ${usual}, ${Math.ceil(usual * 1.5)}]`;
}

function between(least: number, wanted: number, most: number): number {
  return Math.min(most, Math.max(least, wanted));
}
