import type { Session } from '../core/session.js';

export type SessionRecord = ReturnType<typeof sessionRecord>;

/** A session as scripts see it: a row of `list sessions`. */
export function sessionRecord({ session, file }: { session: Session; file?: string }) {
  const { name, title, description = null, people, settings = [], channels = [], language, source = null, blocks } = session;
  const sum = (at: 0 | 1 | 2) => blocks.reduce((all, block) => all + block.minutes[at], 0);
  return {
    name,
    title,
    description,
    minutes: sum(1),
    people,
    blocks: blocks.length,
    settings,
    channels,
    language,
    source,
    from: file ?? 'built-in',
  };
}
