import { isMap, isScalar, isSeq, type Node } from 'yaml';
import type { Agenda, Block } from '../core/agenda.js';
import { dateOf, instantOf, timeOf, zoneOf } from '../core/clock.js';
import { channels, knownKinds, type Prompt, settings, unsorted } from '../core/deck.js';
import { derivedId } from '../core/id.js';
import type { Problem } from '../core/problem.js';
import { refreshed } from '../core/replan.js';
import { singular } from '../core/text.js';
import { promptKeys } from './deck.js';
import { isError, problemsOf } from './problems.js';
import { readAs } from './reader.js';
import { blockKeys, boundBlocks, clockTime, type SessionReading, sessionKeys, sessionOf, withIds } from './session.js';
import { choice, decimal, type Key, list, type MapShape, prose, range, whole } from './shape.js';
import { readYaml } from './yaml.js';

const promptShape: MapShape = {
  is: 'map',
  bare: 'text',
  keys: {
    ...promptKeys,
    id: { shape: prose, about: 'deck/prompt' },
    deck: { shape: prose, about: 'the name of its deck' },
    language: sessionKeys.language,
  },
};

const notedShape: MapShape = {
  is: 'map',
  bare: 'text',
  keys: {
    what: { shape: choice(['promise', 'gift']), about: 'promise or gift' },
    text: { shape: prose, about: 'as it was noted', required: 'text: I will call Ana' },
    date: { shape: prose, about: 'when it was noted' },
  },
};

/** Every key of a block of an agenda. What follows from the others is worked out again when it is read. */
export const planBlockKeys: Readonly<Record<keyof Block, Key>> = {
  ...blockKeys,
  start: { shape: clockTime, about: 'when it starts; follows from the minutes' },
  end: { shape: clockTime, about: 'when it ends; follows from the minutes' },
  minutes: { shape: whole(0, 1440), about: 'how long it takes', required: 'minutes: 10' },
  range: { shape: range(0, 1440), about: 'the minutes it may take, least and most' },
  groups: { shape: list(whole(0, 10000)), about: 'people in each group; follows from the form' },
  minutesPerVoice: { shape: decimal(0, 1440), about: 'follows from the minutes' },
  voices: { shape: whole(0, 10000), about: 'follows from the minutes' },
  again: { shape: decimal(0, 1440), about: 'minutes for each voice in a second round; follows from the minutes' },
  againAt: { shape: clockTime, about: 'when a second round begins; follows from the minutes' },
  shareAt: { shape: clockTime, about: 'when all hear a few voices; follows from the minutes' },
  round: { shape: choice(['voice', 'sentence', 'word', 'few']), about: 'how a circle is gone round; follows from the minutes' },
  silence: { shape: whole(0, 3600), about: "seconds before the first voice; follows from the prompts'" },
  script: { shape: list(prose), about: 'the lines with their placeholders' },
  prompts: { shape: list(promptShape), about: 'what is asked: sentences, or prompts' },
  readBack: { shape: list(notedShape), about: 'what was promised and given before, to be read back' },
  was: { shape: clockTime, about: 'when it was to start before' },
  notes: { shape: list(prose), about: 'remarks' },
};

/** Every key of an agenda. `start` makes a file an agenda rather than a session. */
export const planKeys: Readonly<Record<keyof Agenda, Key>> = {
  session: { shape: prose, about: "the session's name" },
  title: { shape: prose, about: "the agenda's title", required: 'title: Our Monday hour' },
  description: { shape: prose, about: 'what it is for' },
  seed: { shape: prose, about: 'brings the same prompts back' },
  people: { shape: whole(2, 10000), about: 'how many there are', required: 'people: 12' },
  channel: { shape: choice(channels), about: 'how they are present; room if left out' },
  settings: { shape: list(choice(settings)), about: 'where it is held' },
  groupSize: { shape: whole(2, 8), about: 'people in a small group; 3 if left out' },
  minutes: { shape: whole(0, 14400), about: "the blocks' minutes; follows from them" },
  date: { shape: { is: 'name', pattern: /^\d{4}-\d{2}-\d{2}$/, such: 'a date such as 2026-11-23' }, about: 'the day' },
  start: { shape: clockTime, about: 'when it starts', required: 'start: "14:00"' },
  end: { shape: clockTime, about: 'when it ends; follows from the minutes' },
  timeZone: { shape: prose, about: 'such as Europe/Berlin' },
  language: sessionKeys.language,
  source: sessionKeys.source,
  because: { shape: prose, about: 'why this session' },
  dropped: { shape: list(prose), about: 'what was left out' },
  notes: { shape: list(prose), about: 'remarks' },
  blocks: { shape: list({ is: 'map', keys: planBlockKeys }), about: 'what happens, in order', required: 'blocks:' },
};

const planShape: MapShape = { is: 'map', keys: planKeys, start: 'title:, people:, start: and blocks:' };

/** What an agenda says only where it differs from what is at hand. */
export interface AtHand {
  readonly date: string;
  readonly timeZone: string;
  readonly seed: string;
}

/** A session or an agenda, with what is wrong with it and what was put right. */
export interface FileReading extends SessionReading {
  readonly agenda?: Agenda;
  readonly remarks: readonly string[];
}

/** Reads a file that holds a session or an agenda, in YAML or JSON. `file` is what messages call it. Never throws. */
export function parseSessionOrPlan(text: string, { name, file, atHand }: { name: string; file: string; atHand: AtHand }): FileReading {
  const reading = readYaml(text, file);
  const { root, cursor, trusted } = reading;
  const isPlan = isMap(root) && root.items.some(({ key }) => isScalar(key) && key.value === 'start');
  if (!isPlan) return { ...sessionOf(reading, name), remarks: [] };
  dropNulls(root);
  const read = readAs(planShape, root, '', cursor) as Partial<Agenda> | undefined;
  if (read) boundBlocks(read, cursor);
  const blocks = read ? withIds((read.blocks ?? []) as Block[], cursor) : [];
  if (read && blocks.length === 0 && cursor.problems.length === 0) cursor.error(cursor.where(read, 'blocks'), { code: 'no-blocks' });
  if (read) checkTimes(read, atHand, cursor);
  const problems: Problem[] = problemsOf(cursor, trusted);
  if (!read || problems.some(isError)) return { problems, remarks: [] };
  const written: Agenda = {
    session: name,
    seed: atHand.seed,
    channel: 'room',
    language: 'en',
    title: name,
    people: 2,
    minutes: 0,
    end: '00:00',
    dropped: [],
    notes: [],
    ...read,
    date: read.date ?? atHand.date,
    start: timeOf(read.start!)!,
    timeZone: zoneOf(read.timeZone ?? '') ?? atHand.timeZone,
    blocks: blocks.map((block) => blockOf(block, name, read.language ?? 'en')),
  };
  const agenda = refreshed(written);
  return { agenda, problems, remarks: corrections(written, agenda, file) };
}

function blockOf(block: Block, plan: string, language: string): Block {
  const { minutes, start = '00:00', end = start } = block;
  return {
    ...block,
    start: timeOf(start)!,
    end: timeOf(end)!,
    range: block.range ?? [Math.ceil((minutes * 2) / 3), Math.ceil((minutes * 3) / 2)],
    groups: block.groups ?? [],
    minutesPerVoice: block.minutesPerVoice ?? null,
    say: block.say ?? [],
    notes: block.notes ?? [],
    prompts: (block.prompts ?? []).map((prompt) => promptOf(prompt, plan, language)),
    ...(block.readBack && { readBack: block.readBack.map((one) => ({ ...one, what: one.what ?? 'promise' })) }),
  };
}

function promptOf(prompt: Partial<Prompt> & { text: string }, plan: string, language: string): Prompt {
  const typed = prompt.kind?.toLowerCase() ?? unsorted;
  const kind = Object.keys(knownKinds).find((one) => singular(one) === singular(typed)) ?? typed;
  const id = prompt.id ?? `${plan}/${derivedId(prompt.text)}`;
  return { language, ...prompt, id, deck: prompt.deck ?? id.split('/')[0]!, kind };
}

function checkTimes(read: Partial<Agenda>, atHand: AtHand, cursor: ReturnType<typeof readYaml>['cursor']): void {
  const { date, timeZone } = read;
  if (date !== undefined && !dateOf(date)) {
    cursor.error(cursor.where(read, 'date'), {
      code: 'out-of-range',
      key: 'date',
      value: date,
      range: 'a day there is, such as 2026-11-23',
    });
  }
  if (timeZone !== undefined && !zoneOf(timeZone)) {
    cursor.error(cursor.where(read, 'timeZone'), {
      code: 'out-of-range',
      key: 'timeZone',
      value: timeZone,
      range: 'a time zone such as Europe/Berlin',
    });
  }
  const [time, day] = [timeOf(read.start ?? ''), dateOf(date ?? atHand.date)];
  const zone = zoneOf(timeZone ?? atHand.timeZone);
  if (time && day && zone && instantOf({ date: day, time }, zone) === undefined) {
    const range = `a time that clocks in ${zone} show on ${day}, when they are set forward`;
    cursor.error(cursor.where(read, 'start'), { code: 'out-of-range', key: 'start', value: time, range });
  }
}

/** What was written but doesn't follow from the minutes any more. */
function corrections(written: Agenda, agenda: Agenda, file: string): string[] {
  const remarks: string[] = [];
  if (written.minutes && written.minutes !== agenda.minutes) {
    remarks.push(`${file}: the blocks take ${agenda.minutes} minutes, not ${written.minutes}; it ends at ${agenda.end}`);
  }
  const moved = agenda.blocks.find(({ start, at }, i) => {
    const said = written.blocks[i]!.start;
    return at !== undefined && timeOf(at) !== start && said !== '00:00';
  });
  if (moved)
    remarks.push(`${file}: "${moved.title}" was fixed to ${moved.at} and now starts at ${moved.start}; change the minutes before it`);
  return remarks;
}

/** A key with nothing in it counts as left out, as JSON writes it. */
function dropNulls(node: Node | null): void {
  if (isMap(node)) {
    node.items = node.items.filter(({ value }) => !(isScalar(value) && value.value === null));
    for (const { value } of node.items) dropNulls(value as Node);
  } else if (isSeq(node)) for (const item of node.items) dropNulls(item as Node);
}
