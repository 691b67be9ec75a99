import type { Io } from '../io.js';

/** The whole lines of an open file from an offset on, about a megabyte at a time; only the last may lack its break. */
export function* wholeLines({ disk }: Io, descriptor: number, offset: number): Generator<Uint8Array, void> {
  const buffer = Buffer.allocUnsafe(1024 * 1024);
  let kept = 0;
  for (let at = offset; ; ) {
    const read = disk.readSync(descriptor, buffer, kept, buffer.length - kept, at);
    const held = kept + read;
    if (read === 0) {
      if (held > 0) yield buffer.subarray(0, held);
      return;
    }
    at += read;
    const end = buffer.lastIndexOf('\n', held - 1) + 1;
    // A line that fills it all is given as it is: no deck has such lines.
    const whole = end > 0 ? end : held === buffer.length ? held : 0;
    if (whole > 0) yield buffer.subarray(0, whole);
    buffer.copyWithin(0, whole, held);
    kept = held - whole;
  }
}
