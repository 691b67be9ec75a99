import { Exit, Failure, reason } from '../failure.js';

/** What is read of what the build put into the package. Throws a Failure that names it where it is missing or damaged. */
export function packaged<T>(what: string, read: () => T): T {
  try {
    return read();
  } catch (error) {
    throw new Failure(Exit.file, `${what} can't be read (${reason(error)}); build or install convene again: npm ci`);
  }
}
