/** What a question's form can get in the way of. Each is advice, never an error, and `allow:` silences it. */
export const forms = [
  'not-a-question',
  'advice',
  'blame',
  'leading',
  'double-barrelled',
  'third-party',
  'how-to',
  'jargon',
  'closed',
] as const;
export type Form = (typeof forms)[number];

/** What stands in the way, and the words that show it. */
export interface Remark {
  readonly form: Form;
  readonly found: string;
}

/** A sentence for each: what it does to the room, and a better form. */
export const formSentences: Readonly<Record<Form, (found: string) => string>> = {
  'not-a-question': () => 'this is not a question; ask what you would like to hear instead, such as: What does this mean to you?',
  advice: (found) => `${found} is advice in the form of a question; ask what they know or doubt already, such as: What have you tried?`,
  blame: (found) => `${found} asks for a defence; ask for the speaker's part instead, such as: What part did I play in this?`,
  leading: (found) => `${found} lets the wanted answer be heard; take it out, or ask first: What do you make of this?`,
  'double-barrelled': (found) =>
    `${found} makes this two questions, and the harder half goes unanswered; keep that half, the other can follow`,
  'third-party': (found) =>
    `${found} is about people who may not be here; put whoever answers into it, such as: What will you do about it?`,
  'how-to': (found) =>
    `${found} asks for a method; put it under "how:" and write here what to ask ahead of it, such as: What is this worth to you?`,
  jargon: (found) => `${found} is not a word to say to a neighbour; say what is meant in everyday words`,
  closed: (found) => `${found} can be answered with yes, no or a number; start with What, Where, Which or Who`,
};
