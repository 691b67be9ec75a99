import type { Channel } from './deck.js';
import { groupWords } from './groups.js';
import type { Form } from './session.js';
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
  readonly with?: 'same' | 'new' | 'near';
  readonly share?: number;
  readonly silence?: number;
  readonly voices?: number;
  readonly round?: Round;
}

/** The placeholders of a line, each with what it stands for; an empty text takes the whole line away. */
export const placeholders: Readonly<Record<string, { readonly about: string; readonly fill: (facts: Facts) => string }>> = {
  move: { about: 'how people get into their groups, by form and channel', fill: move },
  quiet: {
    about: 'the silence before the first voice',
    fill: ({ silence = 0 }) => (silence ? `${seconds(silence)} of silence. Let your answer come.` : ''),
  },
  each: { about: 'the time for each voice, such as "Two minutes"', fill: ({ minutesPerVoice }) => spokenTime(minutesPerVoice ?? 1) },
  round: { about: 'how a circle is gone round', fill: ({ round = 'voice' }) => rounds[round] },
  voices: {
    about: 'how many are heard, such as "Three voices"',
    fill: ({ voices = 3 }) => capital(`${spokenNumber(voices)} ${voices === 1 ? 'voice' : 'voices'}`),
  },
  share: { about: 'the minutes at its end for all, such as "Ten minutes"', fill: ({ share = 5 }) => spokenTime(share) },
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
        return at === 0 || /[.?!:"“]\s*$/.test(line.slice(0, at)) ? words : words.charAt(0).toLowerCase() + words.slice(1);
      }),
    )
    .map((line) => line.replace(/\s+/g, ' ').trim())
    .filter(Boolean);
}

const rounds: Readonly<Record<Round, string>> = {
  voice: 'One voice at a time, in turn. Pass if you wish.',
  sentence: 'One sentence each, in turn. Pass if you wish.',
  word: 'One word each, in turn. Pass if you wish.',
  few: 'Answer to the two beside you. Then we hear a few voices.',
};

function move({ form, groups, channel, people, end, with: company }: Facts): string {
  const names = groupWords(groups);
  if (company === 'same') return 'Stay with the same people.';
  if (groups.length === 1) return channel === 'phone' ? 'Stay on the line. I will call your names in turn.' : 'Stay together, all of us.';
  switch (channel) {
    case 'phone':
      return `Ring the others in your ${form === 'pairs' ? 'pair' : 'group'} now. Come back to this line at ${end}.`;
    case 'virtual':
      return `You go into rooms, in ${names}. The question is in the chat.`;
    case 'hybrid':
      return `If you are remote, meet others who are remote. Everyone in ${names}.`;
    case 'room':
      if (company === 'near') return `Turn to the ${most(groups) === 2 ? 'person' : 'people'} nearest to you, in ${names}.`;
      if (form === 'pairs') return people % 2 ? 'Turn to someone you know least. One group is three.' : 'Turn to someone you know least.';
      if (form === 'sixes') return `Bring your pair to others, in ${names}. Sit close.`;
      if (form === 'tables') return 'Sit at a table with people you know least.';
      return `Find ${others(groups)} you know least. Sit close enough to speak quietly.`;
  }
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

function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
