import type { Agenda, Block } from './agenda.js';
import { closingFrom } from './questions.js';
import { smallForms } from './session.js';
import { counted, singular } from './text.js';
import { spokenTime } from './voices.js';

/** What a review finds of one principle: whether the agenda keeps it, and one line that names the block. */
export interface Finding {
  /** 1 to 6. */
  readonly principle: number;
  readonly holds: boolean;
  readonly because: string;
}

/** Holds an agenda against the six convener principles. It advises: nothing else depends on it. */
export function review(agenda: Agenda): Finding[] {
  const talk = agenda.blocks.filter(({ form }) => !['break', 'buffer', 'silence'].includes(form));
  return [questions(talk), smallGroups(talk), slowAndSmall(agenda), peers(agenda.blocks), horizontal(agenda), gifts(talk)].map(
    (finding, i) => ({ principle: i + 1, ...finding }),
  );
}

type Found = Omit<Finding, 'principle'>;

const holds = (because: string): Found => ({ holds: true, because });
const broken = (because: string): Found => ({ holds: false, because });
const named = ({ title, start }: Block) => `"${title}" (${start})`;

/** A question, not a topic, stands at the head of what small groups talk about. */
function questions(talk: readonly Block[]): Found {
  const all = talk.filter(({ prompts }) => prompts.length > 0);
  const statement = all.find(({ prompts }) => prompts.some(({ text, kind }) => !/[?？؟]/.test(text) && singular(kind) !== 'closer'));
  if (statement) return broken(`${named(statement)} is headed by a statement; ask a question there`);
  if (all.length === 0) return broken('no block asks a question; give each small group one');
  const mute = talk.find(
    ({ form, prompts, with: company }) => ['pairs', 'groups'].includes(form) && prompts.length === 0 && company !== 'same',
  );
  if (mute) return broken(`${named(mute)} puts people together without a question; give them one`);
  return holds(`${counted(all.length, 'block')} are headed by a question, the first ${named(all[0]!)}`);
}

/** A group in which everyone can be heard: at most eight, or a circle that gives each voice its time. */
function isSmall({ form, groups, minutesPerVoice }: Block): boolean {
  if (form === 'open') return true;
  if (form === 'circle') return (minutesPerVoice ?? 0) * 60 >= 40 || groups.length > 1;
  return smallForms.includes(form) && Math.max(...groups, 0) <= 8;
}

function smallGroups(talk: readonly Block[]): Found {
  const sum = (some: readonly Block[]) => some.reduce((all, { minutes }) => all + minutes, 0);
  const share = Math.round((100 * sum(talk.filter(isSmall))) / Math.max(1, sum(talk)));
  const alone = talk.find(({ form, groups }) => smallForms.includes(form) && groups.some((size) => size < 2));
  if (alone) return broken(`${named(alone)} leaves somebody alone; make groups of two at least`);
  const large = talk.find((block) => smallForms.includes(block.form) && !isSmall(block));
  if (large) return broken(`${named(large)} has groups of ${Math.max(...large.groups)}; threes and fours are small`);
  if (share < 40) {
    const longest = talk.filter((block) => !isSmall(block)).reduce((a, b) => (b.minutes > a.minutes ? b : a));
    return broken(`${share} % of the talking is in small groups, less than 40 %; move minutes there from ${named(longest)}`);
  }
  return holds(`${share} % of the talking is in small groups`);
}

/** Kinds whose questions open or close a gathering, and don't count as one more thing to go into. */
const atTheEdges = ['contracting', 'gift', 'closer', 'opener'];

function slowAndSmall({ blocks, minutes }: Agenda): Found {
  const asked = blocks
    .flatMap((block) => block.prompts.map((prompt) => ({ block, prompt })))
    .filter(({ prompt }) => !atTheEdges.includes(singular(prompt.kind)));
  const limit = Math.max(1, Math.ceil((3 * minutes) / 60));
  if (asked.length > limit) {
    return broken(
      `${counted(asked.length, 'question')} in ${minutes} minutes are more than three an hour; leave out ${named(asked[limit]!.block)}`,
    );
  }
  const hurried = blocks.find(
    ({ form, minutesPerVoice }) => smallForms.includes(form) && minutesPerVoice !== null && minutesPerVoice < 0.75,
  );
  if (hurried)
    return broken(
      `${named(hurried)} gives each voice ${spokenTime(hurried.minutesPerVoice!).toLowerCase()}; give it more minutes or smaller groups`,
    );
  const before = asked.slice(0, closingFrom(asked.map(({ prompt }) => prompt.kind))).filter(({ prompt }) => prompt.edge !== undefined);
  const falls = before.find(({ prompt }, i) => i > 0 && prompt.edge! < before[i - 1]!.prompt.edge!);
  if (falls) return broken(`${named(falls.block)} asks for less courage than the question before it; go from easy to brave`);
  if (asked[0] && (asked[0].prompt.edge === 3 || singular(asked[0].prompt.kind) === 'dissent')) {
    return broken(`${named(asked[0].block)} begins with what should come later; open with an easier question`);
  }
  return holds(`${counted(asked.length, 'question')} in ${minutes} minutes, from easy to brave`);
}

/** What sets leaders above: reports upward, and long talks. */
const upward = /\b(report(s|ing)? back|spokes(person|man|woman)|parking lot|low-hanging fruit|rapporteur)\b/i;

function peers(blocks: readonly Block[]): Found {
  const reporting = blocks.find((block) => [block.title, ...block.say].some((line) => upward.test(line)));
  if (reporting) return broken(`${named(reporting)} has people report; ask what struck them instead`);
  const talk = blocks.filter(({ form }) => !['break', 'buffer'].includes(form));
  // What is read back has many voices.
  const led = talk.filter(({ form, readBack }) => form === 'plenary' && !readBack);
  const sum = (some: readonly Block[]) => some.reduce((all, { minutes }) => all + minutes, 0);
  const share = Math.round((100 * sum(led)) / Math.max(1, sum(talk)));
  if (share > 33) {
    const longest = led.reduce((a, b) => (b.minutes > a.minutes ? b : a));
    return broken(`${share} % of the time one person speaks to all, more than a third; shorten ${named(longest)}`);
  }
  return holds(`one person speaks to all for ${share} % of the time`);
}

function horizontal({ blocks, people, minutes }: Agenda): Found {
  const promise = blocks.find(
    ({ form, prompts }) => ['plenary', 'sharing'].includes(form) && prompts.some(({ kind }) => singular(kind) === 'commitment'),
  );
  if (promise) return broken(`${named(promise)} asks for a promise in front of all; let it be made to one or two others`);
  const first = blocks.find(({ form }) => smallForms.includes(form));
  const meeting = blocks.filter(
    (block) => ['open', 'circle'].includes(block.form) || block === first || (smallForms.includes(block.form) && block.with !== 'same'),
  );
  if (meeting.length === 0) return broken('people never meet each other in a group; begin with threes');
  const rounds = blocks.filter(({ form }) => smallForms.includes(form));
  // Half an hour is too short to move twice.
  const stuck =
    people > 5 && minutes > 45 && rounds.length > 2 && rounds.slice(1).every((block) => block.with === 'same') ? rounds[1] : undefined;
  if (stuck) return broken(`from ${named(stuck)} on everybody stays with the same people; mix them once`);
  return holds(`people meet ${counted(meeting.length, 'time')} in new company`);
}

/** Words that list what is wrong with people. */
const lacking = /\b(weakness(es)?|shortcomings?|deficien(t|cy|cies)|areas? for (growth|improvement)|what went wrong)\b/i;

function gifts(talk: readonly Block[]): Found {
  const listing = talk.find((block) =>
    [block.title, ...block.say, ...block.prompts.map(({ text }) => text)].some((line) => lacking.test(line)),
  );
  if (listing) return broken(`${named(listing)} lists what people lack; ask what they give`);
  const end = talk.slice(-2);
  const giving = end.find(
    ({ prompts, principles }) => principles?.includes(6) || prompts.some(({ kind }) => ['gift', 'closer'].includes(singular(kind))),
  );
  if (!giving)
    return broken(`${talk.length ? named(talk.at(-1)!) : 'the agenda'} closes without what people gave; end on a gifts question`);
  return holds(`${named(giving)} closes on what people gave`);
}
