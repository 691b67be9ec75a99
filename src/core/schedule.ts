import { type Agenda, type Block, timetable } from './agenda.js';
import type { Prompt } from './deck.js';
import { type Asking, ask } from './questions.js';
import { filled, placeholderPattern } from './say.js';
import { type Session, type SessionBlock, smallForms } from './session.js';
import { type Answer, boxOf, timeBox, type Wish } from './time-box.js';
import { grouping, turns } from './voices.js';

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
  const asking = laid.map(({ block, minutes: length }): Asking => {
    const turn = turns(block, length, wish, { silence: 60 });
    const own = [...(block.prompts ?? []).flatMap((id) => byId.get(id) ?? []), ...ownQuestions(session, block)];
    return {
      id: block.id,
      draws: block.draw ?? [],
      cap: capOf(block, turn.minutesPerVoice),
      groups: turn.groups,
      ...(own.length && { fixed: own }),
    };
  });
  const place = { channel: wish.channel, settings: wish.settings ?? session.settings ?? [] };
  const asked = ask(asking, prompts, place, wish.seed);
  if ('nothingFor' in asked) {
    const block = kept.find(({ id }) => id === asked.nothingFor.block)!;
    return { refusal: { why: 'question', session: session.name, block: block.title, kind: asked.nothingFor.kind } };
  }
  const { blocks: timed, ...times } = timetable(laid, wish);
  const blocks = timed.map(({ block, start, end, minutes: length }, i): Block => {
    const own = asked.prompts.get(block.id) ?? [];
    const silence = Math.max(0, ...own.map((prompt) => prompt.silence ?? 0));
    const before = smallBefore(i);
    const { note, ...turn } = turns(block, length, wish, { silence, ...(before && { before }) });
    const { ask: _questions, at, say = [], ...same } = block;
    const fixed = wish.at?.get(block.id) ?? at;
    const { least, most } = boxOf(block, wish);
    return {
      ...same,
      ...turn,
      ...{ start, end, minutes: length, range: [least, most], prompts: own },
      say: filled(say, {
        ...turn,
        form: block.form,
        ...(block.with && { with: block.with }),
        ...(block.share && { share: block.share }),
        minutes: length,
        people: wish.people,
        channel: wish.channel,
        end,
      }),
      ...(say.some((line) => line.search(placeholderPattern) >= 0) && { script: say }),
      ...(fixed && { at: fixed }),
      notes: [...(note ? [note] : []), ...(asked.loosened.includes(block.id) ? [loosened] : [])],
    };
  });
  const { people, channel, date, start, timeZone, seed, groupSize } = wish;
  const { name, title, description, language, source } = session;
  return {
    ok: {
      ...{ session: name, title, seed, people, channel, date, start, timeZone, language, ...times, blocks },
      ...(description && { description }),
      ...(place.settings.length && { settings: place.settings }),
      ...(groupSize && { groupSize }),
      ...(source && { source }),
      dropped: dropped.map((block) => block.title),
      notes: [],
    },
  };
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

/** The sharpest question that this much time for each voice can bear. */
export function capOf({ form }: Pick<SessionBlock, 'form'>, minutesPerVoice: number | null): 1 | 2 | 3 {
  if (!smallForms.includes(form)) return minutesPerVoice !== null && minutesPerVoice < 0.6 ? 1 : 2;
  const each = minutesPerVoice ?? 0;
  return each >= 2.25 ? 3 : each >= 1.5 ? 2 : 1;
}
