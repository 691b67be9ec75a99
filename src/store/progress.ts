import { visible } from '../core/text.js';
import type { Io } from '../io.js';

/** Says on a terminal how far a long reading has come, once it has taken a while; leaves no trace. */
export class Progress {
  private readonly shows: boolean;
  private readonly began: number;
  private done = 0;
  private said = 0;

  constructor(
    private readonly io: Io,
    private readonly what: string,
    private readonly total: number,
  ) {
    this.shows = io.stderr.isTerminal && io.env['TERM'] !== 'dumb';
    this.began = io.now().getTime();
  }

  /** So much more of the total is done. */
  step(more: number): void {
    this.done += more;
    const now = this.shows ? this.io.now().getTime() : 0;
    if (now < this.began + 300 || now < this.said + 100) return;
    this.said = now;
    this.io.stderr.write(`\r\x1b[Kreading ${visible(this.what)}, once: ${Math.floor((100 * this.done) / this.total)} %`);
  }

  end(): void {
    if (this.said) this.io.stderr.write('\r\x1b[K');
  }
}
