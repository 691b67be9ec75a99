import { commands } from '../commands/index.js';
import { helpWidth } from '../help.js';
import { helpPage } from '../help-page.js';

/** Every text of help by its topic, '' being the program's. */
export async function helpTexts(): Promise<Record<string, string>> {
  const topics = ['', ...commands.map(({ name }) => name)];
  return Object.fromEntries(await Promise.all(topics.map(async (topic) => [topic, await helpPage(topic, helpWidth)])));
}

export { manualPage } from './manual.js';
