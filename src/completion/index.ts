import { bash } from './bash.js';
import { fish } from './fish.js';
import { zsh } from './zsh.js';

/** The shells whose TAB convene answers, each with what its user sources. What is offered comes from the program itself. */
export const shells = { bash, zsh, fish } as const;
export type Shell = keyof typeof shells;
