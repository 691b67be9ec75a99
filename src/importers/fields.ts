/** What other programs call the keys of a prompt. */
const synonyms: Readonly<Record<string, string>> = {
  question: 'text',
  questions: 'text',
  prompt: 'text',
  prompts: 'text',
  sentence: 'text',
  front: 'text',
  card: 'text',
  frage: 'text',
  pregunta: 'text',
  content: 'text',
  category: 'kind',
  type: 'kind',
  tag: 'tags',
  topic: 'tags',
  topics: 'tags',
  theme: 'tags',
  labels: 'tags',
  keywords: 'tags',
  author: 'source',
  by: 'source',
  credit: 'source',
  'follow-up': 'followups',
  'follow-ups': 'followups',
  'follow up': 'followups',
  'follow ups': 'followups',
  followup: 'followups',
  guid: 'id',
  channel: 'channels',
  setting: 'settings',
  levels: 'level',
  principle: 'principles',
  duration: 'minutes',
};

/** The key of a prompt that a name stands for, or the name itself in its usual form. */
export function keyFor(name: string): string {
  const plain = name.trim().toLowerCase();
  return synonyms[plain] ?? plain;
}

/** Whether a column of that name holds the questions. */
export function isTextName(name: string): boolean {
  return keyFor(name) === 'text';
}

/** A name of an author's own: `x-` and letters, digits and hyphens. */
export function extraKey(name: string): `x-${string}` {
  const word = name
    .trim()
    .toLowerCase()
    .replace(/^x-/, '')
    .replace(/[^\p{L}\p{N}]+/gu, '-')
    .replace(/^-+|-+$/g, '');
  return `x-${word || 'field'}`;
}
