import type { Command } from './command.js';
import { drawCommand } from './draw.js';

/** A command's name and purpose, and where the rest of it is. */
export interface Listed {
  readonly name: string;
  readonly summary: string;
  readonly load: () => Promise<Command>;
}

/** Every command, in the order the help shows them. A new one is a file and a line here. Only the most used is there from the start. */
export const commands: readonly Listed[] = [
  { name: 'draw', summary: 'take prompts at random', load: async () => drawCommand },
  { name: 'agenda', summary: 'fit a session to people and time', load: async () => (await import('./agenda.js')).agendaCommand },
  { name: 'flip', summary: 'the question to ask ahead of a How question', load: async () => (await import('./flip.js')).flipCommand },
  { name: 'print', summary: 'show every prompt selected', load: async () => (await import('./print.js')).printCommand },
  { name: 'list', summary: 'look around: kinds, decks, sessions, prompts', load: async () => (await import('./list.js')).listCommand },
  { name: 'review', summary: 'hold an agenda against the six principles', load: async () => (await import('./review.js')).reviewCommand },
  { name: 'show', summary: 'bring back exactly the prompts named', load: async () => (await import('./show.js')).showCommand },
  { name: 'room', summary: 'what a room was asked, and its promises', load: async () => (await import('./room.js')).roomCommand },
  { name: 'check', summary: 'everything wrong with decks and sessions', load: async () => (await import('./check.js')).checkCommand },
  { name: 'import', summary: 'bring prompts in from other formats', load: async () => (await import('./import.js')).importCommand },
  { name: 'new', summary: 'start a deck or a session', load: async () => (await import('./new.js')).newCommand },
  { name: 'schema', summary: 'JSON Schema, for editors and scripts', load: async () => (await import('./schema.js')).schemaCommand },
  {
    name: 'completion',
    summary: 'words for TAB in bash, zsh, fish',
    load: async () => (await import('./completion.js')).completionCommand,
  },
];

/** What runs where no command is named and somebody is there to be asked. */
export const unnamed = async (): Promise<Command> => (await import('./menu.js')).menuCommand;
