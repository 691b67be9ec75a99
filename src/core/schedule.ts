import { type Agenda, type Block, instants, timetable } from './agenda.js';
import { minute, wallOf } from './clock.js';
import type { Prompt } from './deck.js';
import { type Asking, ask } from './questions.js';
import { filled, placeholderPattern } from './say.js';
import { type Draw, type Session, type SessionBlock, smallForms } from './session.js';
import { type Answer, boxOf, timeBox, type Wish } from './time-box.js';
import { clocked, grouping, silenceOf, type Turn, turns } from './voices.js';

/** A session fitted to a gathering, its prompts drawn. The same arguments give the same agenda on every machine. */
export function schedule(session: Session, wish: Wish, prompts: readonly Prompt[]): Answer<Agenda> {
  const fitted = timeBox(session, wish);
  if ('refusal' in fitted) return fitted;
  const { kept, minutes, dropped } = fitted.ok;
  const laid = kept.map((block, i) => ({ block, minutes: minutes[i]! }));
  const smallBefore = (i: number) => {
    const earlier = laid.slice(0, i).findLast(({ block }) => smallForms.includes(block.form));
    return earlier && grouping(earlier.block, wish);
  };
  const byId = new Map(prompts.map((prompt) => [prompt.id, prompt]));
  const firstAsking = laid.findIndex(({ block }) => block.draw);
  const asking = laid.map(({ block, minutes: length }, i): Asking => {
    const before = smallBefore(i);
    const turn = turns(block, length, wish, { silence: 60, ...(before && { before }) });
    const own = [...(block.prompts ?? []).flatMap((id) => byId.get(id) ?? []), ...ownQuestions(session, block)];
    return {
      id: block.id,
      draws: drawsOf(block, turn, prompts),
      cap: capOf(block, turn.minutesPerVoice),
      groups: turn.groups,
      ...(i > firstAsking && { late: true }),
      ...(own.length && { fixed: own }),
    };
  });
  const place = { channel: wish.channel, settings: wish.settings ?? session.settings ?? [] };
  const asked = ask(asking, prompts, place, wish.seed);
  if ('nothingFor' in asked) {
    const block = kept.find(({ id }) => id === asked.nothingFor.block)!;
    return { refusal: { why: 'question', session: session.name, block: block.title, kind: asked.nothingFor.kind } };
  }
  const { blocks: timed, ...sums } = timetable(laid, wish);
  const times = instants({ ...wish, blocks: laid });
  const factsOf = (i: number) => ({ people: wish.people, channel: wish.channel, last: i === laid.length - 1 });
  const blocks = timed.map(({ block, start, end, minutes: length }, i): Block => {
    const own = asked.prompts.get(block.id) ?? [];
    const last = kept[i - 1];
    const silence = silenceOf({ ...block, prompts: own }, last && { ...last, prompts: asked.prompts.get(last.id) ?? [] });
    const before = smallBefore(i);
    const { note, ...voices } = turns(block, length, wish, { silence, ...(before && { before }) });
    const clock = (after: number) => wallOf(times[i]! + after * minute, wish.timeZone).time;
    const turn = clocked({ ...(block.share && { share: block.share }), ...voices }, length, clock);
    const { ask: _questions, at, say = [], setup = [], draw: _draw, ...same } = block;
    const draw = asking[i]!.draws;
    const facts = factsOf(i);
    const fixed = wish.at?.get(block.id) ?? at;
    const { least, most } = boxOf(block, wish);
    return {
      ...same,
      ...turn,
      ...{ start, end, minutes: length, range: [least, most], prompts: own },
      ...(draw.length && { draw }),
      ...(setup.length && { setup: filled(setup, { ...block, ...turn, ...facts, minutes: length, end }) }),
      say: filled(say, { ...block, ...turn, ...facts, minutes: length, end }),
      ...(say.some((line) => line.search(placeholderPattern) >= 0) && { script: say }),
      ...(fixed && { at: fixed }),
      notes: [...(note ? [note] : []), ...(asked.loosened.includes(block.id) ? [loosened] : [])],
    };
  });
  const { people, channel, date, start, timeZone, seed, groupSize } = wish;
  const { name, title, description, language, source } = session;
  return {
    ok: {
      ...{ session: name, title, seed, people, channel, date, start, timeZone, language, ...sums, blocks },
      ...(description && { description }),
      ...(place.settings.length && { settings: place.settings }),
      ...(groupSize && { groupSize }),
      ...(source && { source }),
      dropped: dropped.map((block) => block.title),
      notes: [],
    },
  };
}

/** What a block draws. Where a closing circle has no time for a question to each, or splits up, one about today that a word or a sentence answers. */
function drawsOf({ draw = [] }: SessionBlock, { round, minutesPerVoice }: Turn, prompts: readonly Prompt[]): readonly Draw[] {
  if (!round || round === 'voice' || (minutesPerVoice ?? 0) > 2 || !draw.some(({ kind }) => kind === 'gifts')) return draw;
  const tags = round === 'word' ? ['words'] : ['thanks', 'receiving'];
  const closers = prompts.some((prompt) => prompt.kind === 'closer' && prompt.tags?.some((tag) => tags.includes(tag)));
  return closers ? [{ kind: 'closer', tags }] : draw;
}

const loosened = 'no prompt of the edge wanted here was left; this one is nearest';

/** A session's own questions, as prompts of its name. */
function ownQuestions({ name, language, source }: Session, { id, ask: questions = [], draw }: SessionBlock): Prompt[] {
  return questions.map((text, i) => ({
    id: `${name}/${id}${questions.length > 1 ? `-${i + 1}` : ''}`,
    deck: name,
    kind: draw?.[0]?.kind ?? 'other',
    text,
    language,
    ...(source && { source: 'original' }),
  }));
}

/** The sharpest question that this much time for each voice, and this company, can bear: the sharpest is for people who have talked. */
export function capOf({ form, with: company }: Pick<SessionBlock, 'form' | 'with'>, minutesPerVoice: number | null): 1 | 2 | 3 {
  if (!smallForms.includes(form)) return minutesPerVoice !== null && minutesPerVoice < 0.6 ? 1 : 2;
  const each = minutesPerVoice ?? 0;
  return each >= 2.25 && company === 'same' ? 3 : each >= 1.5 ? 2 : 1;
}
