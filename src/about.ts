/** What the help, the manual page and the README say of the program as a whole. */
export const purpose = 'A question deck for people who bring other people together.';

export const exampleLines: readonly (readonly [line: string, does: string])[] = [
  ['convene', 'a menu, on a terminal'],
  ['convene draw crossroads', 'a question worth asking, at random'],
  ['convene agenda -m 60 -p 12', 'an agenda that fits'],
  ['convene flip "What will it cost?"', 'the question to ask ahead of a How'],
  ['convene print gifts', 'all of a kind'],
  ['convene help draw', 'the options of a command'],
];

/** The options that stand before or without a command. */
export const programOptions: readonly { readonly form: string; readonly about: string }[] = [
  { form: '-V, --version', about: 'show the version' },
  { form: '--no-color', about: 'no colour' },
  { form: '-h, --help', about: 'show help' },
];

export const exitCodes: readonly (readonly [code: number, meaning: string])[] = [
  [0, 'done'],
  [1, 'a negative answer: nothing matched, or problems were found'],
  [2, 'wrong usage'],
  [3, "a file can't be read, understood or written"],
  [70, 'a bug in convene, said as such'],
  [130, 'interrupted'],
];

export const environment: readonly (readonly [name: string, meaning: string])[] = [
  ['NO_COLOR', 'no colour, if set to anything'],
  ['FORCE_COLOR', 'colour in a pipe as well; 0 or false for none. NO_COLOR goes before it'],
  ['TERM', 'dumb: no colour and no menu'],
  ['COLUMNS', 'cells to a line of a terminal, 20 to 120'],
  ['LC_ALL, LC_CTYPE, LANG', 'the first that is set: where it names no UTF-8, quotes and dashes on a terminal are plain ASCII'],
  ['CI', 'nothing is asked, if set to anything'],
  ['CONVENE_DECKS', 'more folders with decks, parted as those of PATH are'],
  ['XDG_DATA_HOME', 'your own decks are in convene/decks below it; ~/.local/share if unset'],
  ['XDG_STATE_HOME', 'rooms are in convene/rooms below it; ~/.local/state if unset'],
  ['CONVENE_DEBUG', 'shows where in the program a bug struck, if set to anything'],
];
