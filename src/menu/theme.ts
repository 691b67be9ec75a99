import { Chalk } from 'chalk';
import { hasTypography, type Io } from '../io.js';
import { keysTip } from './fit.js';

/** How the menu looks on this terminal: without colour, or in ASCII, where it has to. What is chosen has a sign as well as a colour. */
export function theme(io: Io, level: 0 | 1) {
  const paint = new Chalk({ level });
  const fine = hasTypography(io.env);
  const same = (text: string) => text;
  return {
    prefix: { idle: paint.blue('?'), done: paint.green(fine ? '✔' : '+') },
    icon: { cursor: fine ? '❯' : '>' },
    style: {
      answer: (text: string) => paint.cyan(text),
      message: (text: string) => paint.bold(text),
      highlight: (text: string) => paint.cyan(text),
      error: (text: string) => paint.red(`> ${text}`),
      description: same,
      disabled: same,
      help: same,
      key: same,
    },
    /** What says that a text was cut. */
    sign: fine ? '…' : '...',
    keys: (choices: number | undefined, cells: number) =>
      paint.dim(keysTip(choices, cells, fine ? { arrows: '↑↓', enter: '⏎' } : { arrows: 'arrows', enter: 'Enter' })),
  };
}
