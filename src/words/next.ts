import { type Command, flagOf, type Option, type Words } from '../commands/command.js';
import { optionNamed, split } from '../plain-arguments.js';

/** What may stand where the cursor is. */
export interface Next {
  readonly options: boolean;
  /** Values of the first of these that has a fitting one. */
  readonly values: readonly Words[];
  /** What of the current word stays as it is, such as `--level=` or the values before a comma. */
  readonly kept: string;
  /** The values of the current word that stand before a comma already. */
  readonly chosen: readonly string[];
  /** What the options typed so far were given. */
  readonly given: Readonly<Record<string, readonly string[]>>;
}

/** What may come at the end of a command line, by the command's declaration. Lenient: what is wrong so far is passed over. */
export function next(command: Command, before: readonly string[], current: string): Next {
  const given: Record<string, string[]> = {};
  const none: Next = { options: false, values: [], kept: '', chosen: [], given };
  const add = (key: string, value: string) => {
    given[key] = [...(given[key] ?? []), value];
  };
  let operands = 0;
  let ended = false;
  for (let i = 0; i < before.length; i++) {
    const word = before[i]!;
    if (ended || !word.startsWith('-') || word === '-') operands += 1;
    else if (word === '--') ended = true;
    else {
      const [flag, joined] = split(word);
      const found = optionNamed(command, flag);
      if (!found) continue;
      const [key, option] = found;
      if (!option.value) add(key, '');
      else if (joined !== undefined) add(key, joined);
      else if (i + 1 < before.length) add(key, before[++i]!);
      else return value(none, option, '', current);
    }
  }
  if (!ended && current.startsWith('-')) {
    const [flag, joined] = split(current);
    const option = optionNamed(command, flag)?.[1];
    if (option?.value && joined !== undefined) return value(none, option, current.slice(0, -joined.length || undefined), joined);
    return { ...none, options: true };
  }
  return { ...none, values: operandWords(command, operands) };
}

function value(none: Next, option: Option, kept: string, typed: string): Next {
  const at = option.many === 'commas' ? typed.lastIndexOf(',') + 1 : 0;
  return { ...none, values: option.words ? [option.words] : [], kept: kept + typed.slice(0, at), chosen: typed.slice(0, at).split(',') };
}

/** The words of the operand at this place; of the one after it too, where this may be left out. */
function operandWords({ operands = [] }: Command, place: number): Words[] {
  const last = operands.length - 1;
  const at = place > last && operands[last]?.form.includes('...') ? last : place;
  const here = operands[at];
  const after = here?.form.startsWith('[') ? operands[at + 1] : undefined;
  return [here, after].flatMap((operand) => (operand?.words ? [operand.words] : []));
}

/** The options that may still be given, each with what it does. */
export function optionsLeft(command: Command, given: Next['given']): [word: string, about: string][] {
  return [
    ...Object.entries(command.options())
      .filter(([key, { many }]) => many || !given[key])
      .map(([key, { about }]): [string, string] => [flagOf(key), about]),
    ['--help', 'show this help'],
  ];
}
