import { dirname, join } from 'node:path';
import { visible } from '../core/text.js';
import { Exit, Failure, reason } from '../failure.js';
import type { Io } from '../io.js';

/**
 * Writes a file whole or not at all: beside its place first, then renamed. What stands there is overwritten only with
 * `force`. A device or a pipe is written to directly. Throws a Failure.
 */
export function writeFile(io: Io, path: string, data: string | Uint8Array, { shown = path, force = false } = {}): void {
  const { disk } = io;
  try {
    const stat = disk.statSync(path, { throwIfNoEntry: false });
    if (stat && !stat.isFile() && !stat.isDirectory()) disk.writeFileSync(path, data);
    else if (stat?.isFile() && !force) throw new Failure(Exit.file, `${visible(shown)}: exists already; --force overwrites it`);
    // Through a symbolic link: what it points to is replaced, the link stays.
    else replace(io, stat ? disk.realpathSync(path) : path, data, stat?.mode);
  } catch (error) {
    if (error instanceof Failure) throw error;
    const homeless = (error as NodeJS.ErrnoException).code === 'ENOENT' && !disk.existsSync(dirname(path));
    const why = homeless ? `there is no folder ${visible(dirname(shown))}; make it first` : reason(error);
    throw new Failure(Exit.file, `${visible(shown)}: can't be written: ${why}`);
  }
}

function replace({ disk, name }: Io, path: string, data: string | Uint8Array, mode = 0o666): void {
  const beside = join(dirname(path), `.convene-${name()}`);
  try {
    const descriptor = disk.openSync(beside, 'wx', mode);
    try {
      disk.writeFileSync(descriptor, data);
      disk.fsyncSync(descriptor);
    } finally {
      disk.closeSync(descriptor);
    }
    disk.renameSync(beside, path);
  } catch (error) {
    disk.rmSync(beside, { force: true });
    throw error;
  }
}
