import { options, someText, wholeNumber } from './command.js';
import type { Typed } from './output.js';

/** The options of `room` beside those of its output. */
export const roomOptions = options(() => ({
  allRooms: { about: 'retire or restore in every room, those to come included', group: 'Rooms' },
  because: { value: 'reason', about: 'why it is retired', group: 'Rooms', read: someText },
  promise: { value: 'text', about: 'note a promise made there', group: 'Rooms', many: 'repeated', read: someText },
  gift: { value: 'text', about: 'note a gift named there', group: 'Rooms', many: 'repeated', read: someText },
  count: { short: 'n', value: 'n', about: 'show so many of the latest asked; 20 if left out', group: 'Rooms', read: wholeNumber(0, 1e6) },
  yes: { short: 'y', about: 'forget without asking', group: 'Rooms' },
}));

export interface RoomOptions extends Typed {
  readonly allRooms?: boolean;
  readonly because?: string;
  readonly promise?: string[];
  readonly gift?: string[];
  readonly count?: number;
  readonly yes?: boolean;
  readonly quiet?: boolean;
  readonly deck?: string[];
}

/** What was typed after `room` and its first word. */
export interface RoomAsked {
  readonly operands: readonly string[];
  readonly options: RoomOptions;
}
