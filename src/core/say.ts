import { type Channel, channels } from './deck.js';
import { groupWords } from './groups.js';
import type { Form } from './session.js';
import { capital } from './text.js';
import { type Round, spokenNumber, spokenTime } from './voices.js';

/** What a line to say aloud may speak of. */
export interface Facts {
  readonly form: Form;
  readonly groups: readonly number[];
  readonly minutes: number;
  readonly minutesPerVoice: number | null;
  readonly people: number;
  readonly channel: Channel;
  /** When the block is over, `HH:MM`. */
  readonly end: string;
  /** The gathering is over with it. */
  readonly last?: boolean;
  readonly with?: 'same' | 'new' | 'near';
  readonly share?: number;
  /** When all hear a few voices, `HH:MM`. */
  readonly shareAt?: string;
  readonly silence?: number;
  readonly again?: number;
  /** When the second round begins, `HH:MM`. */
  readonly againAt?: string;
  readonly voices?: number;
  readonly round?: Round;
}

/** The placeholders of a line, each with what it stands for; an empty text takes the whole line away. */
export const placeholders: Readonly<Record<string, { readonly about: string; readonly fill: (facts: Facts) => string }>> = {
  move: { about: 'how people get into their groups, by form and channel', fill: move },
  quiet: { about: 'the silence before the first voice, and who begins', fill: quiet },
  again: {
    about: 'when a second round begins, where there is time for one',
    fill: ({ again, againAt }) => (again ? `At ${againAt}: round again, ${spokenTime(again).toLowerCase()} each. Then talk freely.` : ''),
  },
  seats: { about: 'the seats or the rooms to have ready, by channel', fill: seats },
  tables: { about: 'the tables to have ready, by channel', fill: tables },
  each: { about: 'the time for each voice, such as "Two minutes"', fill: ({ minutesPerVoice }) => spokenTime(minutesPerVoice ?? 1) },
  round: { about: 'how a circle is gone round', fill: circle },
  voices: {
    about: 'how many are heard, such as "Three voices"',
    fill: ({ voices = 3 }) => capital(counted(voices)),
  },
  share: { about: 'the minutes at its end for all, such as "Ten minutes"', fill: ({ share = 5 }) => spokenTime(share) },
  sharing: { about: 'when all hear a few voices', fill: ({ shareAt, end }) => shareAt ?? end },
  groups: { about: 'the groups, such as "threes and fours"', fill: ({ groups }) => groupWords(groups) },
  minutes: {
    about: 'the length of the block, such as "ten minutes"',
    fill: ({ minutes }) => `${spokenNumber(minutes)} ${minutes === 1 ? 'minute' : 'minutes'}`,
  },
  people: { about: 'how many people there are', fill: ({ people }) => String(people) },
  end: { about: 'when the block is over', fill: ({ end }) => end },
};

export const placeholderPattern = /\{\{\s*([^{}]*?)\s*\}\}/g;

/** Lines with their placeholders filled in. One that was nothing but a placeholder with nothing to say is left out. */
export function filled(lines: readonly string[], facts: Facts): string[] {
  return lines
    .map((line) =>
      line.replace(placeholderPattern, (_, name: string, at: number) => {
        const words = placeholders[name]?.fill(facts) ?? '';
        return at === 0 || /[.?!:"“]\s*$/.test(line.slice(0, at)) ? words : uncapital(words);
      }),
    )
    .flatMap((line) => line.split('\n'))
    .map((line) => line.replace(/\s+/g, ' ').trim())
    .filter(Boolean);
}

/** What has to be ready before people sit together in small groups. */
function seats({ channel, people }: Pick<Facts, 'channel' | 'people'>): string {
  switch (channel) {
    case 'room':
      return 'Seats for three, close together, without tables.';
    case 'virtual':
      return 'Rooms of three, ready to open. The questions, ready for the chat.';
    case 'hybrid':
      return 'Seats for three here, rooms of three on the call. The questions, ready for the chat.';
    case 'phone':
      return people <= 5 ? 'A list of the names, in the order of their turns.' : 'A list of who rings whom, sent to everyone before.';
  }
}

function tables({ channel }: Pick<Facts, 'channel' | 'people'>): string {
  if (channel === 'room') return 'Small tables with paper to draw on, a flower, and four or five chairs.';
  return 'Rooms of four or five, each with a page that all can write on.';
}

/** Lines about what has to be ready, for other people or another channel. */
export function readyFor(lines: readonly string[], now: Pick<Facts, 'channel' | 'people'>): string[] {
  const known = (of: typeof seats) => channels.flatMap((channel) => [2, 6].map((people) => of({ channel, people })));
  return lines.map((line) => [seats, tables].find((of) => known(of).includes(line))?.(now) ?? line);
}

function circle(facts: Facts): string {
  switch (facts.round ?? 'voice') {
    case 'voice':
      return 'One voice at a time, in turn. Pass if you wish.';
    case 'sentence':
      return 'One sentence each, in turn. Pass if you wish.';
    case 'word':
      return 'One word each, in turn. Pass if you wish.';
    case 'few':
      return `${asYouSit(facts)}, ${spokenTime(facts.minutesPerVoice ?? 1).toLowerCase()} each.${facts.shareAt ? `\nAt ${facts.shareAt}, ${counted(facts.voices ?? 3)} for all.` : ''}`;
  }
}

function asYouSit({ channel, groups }: Facts): string {
  if (channel === 'virtual') return `The same rooms open again now. In ${groupWords(groups)}`;
  if (channel === 'phone') return 'Ring the same people again. In turn';
  return `Stay where you sit. In ${groupWords(groups)}`;
}

function quiet({ silence = 0, with: company, form, groups }: Facts): string {
  const still = silence ? `${seconds(silence)} of silence.` : '';
  if (groups.length === 1) return still;
  const begin =
    company === 'same'
      ? 'Somebody else begins and keeps time.'
      : form === 'tables'
        ? 'Whoever is ready begins.'
        : 'The first name in the alphabet begins and keeps time.';
  return `${still && company !== 'same' ? `Once together: ${uncapital(still)}` : still}\n${begin}`;
}

/** How people get into their groups, and when they are back: said last, since nobody listens who is moving. */
function move({ form, groups, channel, shareAt, end, last, with: company }: Facts): string {
  const names = groupWords(groups);
  const back = last && !shareAt ? `We end at ${end}, as you sit.` : `All together again at ${shareAt ?? end}.`;
  if (groups.length === 1) return channel === 'phone' ? 'Stay on the line. I will call your names in turn.' : 'Stay together, all of us.';
  switch (channel) {
    case 'phone':
      return `Back on this line at ${shareAt ?? end}.\nRing ${company === 'same' ? 'the same people again' : `the others in your ${form === 'pairs' ? 'pair' : 'group'}`} now.`;
    case 'virtual':
      return `The question is in the chat. ${back}\n${company === 'same' ? 'The same rooms open again now.' : `Rooms open now, in ${names}.`}`;
    case 'hybrid':
      if (company === 'same') return `${back} Stay with the same people.`;
      return `${back} People on the call meet each other, in rooms.\nGo now, everyone, in ${names}.`;
    case 'room':
      if (company === 'same') return `${back} Stay with the same people.`;
      if (company === 'near') return `${back}\nTurn now to the ${most(groups) === 2 ? 'person' : 'people'} nearest to you, in ${names}.`;
      if (form === 'pairs') return `${back}${most(groups) === 3 ? ' One group is three.' : ''}\nTurn now to someone you know least.`;
      if (form === 'sixes') return `${back}\nNow bring your pair to others, in ${names}. Sit close.`;
      if (form === 'tables') return `${back}\nNow sit at a table with people you know least.`;
      return `${back}\nNow find ${others(groups)} you know least. Sit close enough to speak quietly.`;
  }
}

function counted(voices: number): string {
  return `${spokenNumber(voices)} ${voices === 1 ? 'voice' : 'voices'}`;
}

function most(groups: readonly number[]): number {
  return Math.max(...groups);
}

function others(groups: readonly number[]): string {
  const least = Math.min(...groups) - 1;
  const largest = most(groups) - 1;
  if (largest === 1) return 'one person';
  return least === largest ? `${spokenNumber(largest)} people` : `${spokenNumber(least)} or ${spokenNumber(largest)} people`;
}

function seconds(silence: number): string {
  return silence >= 60 && silence % 60 === 0 && silence > 60
    ? spokenTime(silence / 60)
    : silence === 60
      ? 'Sixty seconds'
      : spokenTime(silence / 60);
}

function uncapital(text: string): string {
  return text.charAt(0).toLowerCase() + text.slice(1);
}
