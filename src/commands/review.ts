import { review } from '../core/principles.js';
import { Exit, Failure } from '../failure.js';
import { reviewSheet } from '../sheet/review.js';
import { findSession } from '../store/sessions.js';
import { load } from './choosing.js';
import { command } from './command.js';
import { moment } from './fitting.js';
import { everywhere, note, output, present } from './output.js';
import { principlesOf } from './principles.js';

export const reviewCommand = command({
  operands: [{ form: '<file>', about: 'an agenda, made here or by hand; - for standard input', words: 'files' }],
  options: () => ({ ...output(), ...everywhere() }),
  examples: [
    ['convene review plan.yaml', 'an agenda against the six principles'],
    ['convene agenda -p 24 --json | convene review -', 'one that was just made'],
  ],
  async run(io, { operands, options }) {
    const found = await findSession(io, operands[0]!, [], { ...moment(io, {}), seed: 'none' });
    if (!('agenda' in found)) {
      throw new Failure(Exit.usage, 'this is a session, not an agenda; fit it first: convene agenda FILE -o plan.yaml');
    }
    if (!options.quiet) for (const line of found.remarks) note(io, line);
    const findings = review(found.agenda);
    await present(io, reviewSheet(findings, principlesOf(await load(io, { quiet: true }), io)), options);
    return findings.every(({ holds }) => holds) ? Exit.done : Exit.no;
  },
});
