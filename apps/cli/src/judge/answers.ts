import { once } from 'node:events';
import { type Writable } from 'node:stream';
import { type CaseAnswer } from '#judge';
import { type Form } from './read-cases.js';

/** Writes answers in the form in which the cases came, no faster than they are read. */
export class Answers {
  form: Form = 'lines';
  private count = 0;
  /** Nobody reads any more, as behind `| head`: no error of ours. */
  private gone = false;

  constructor(private readonly stdout: Writable) {
    stdout.on('error', (error: NodeJS.ErrnoException) => {
      if (error.code !== 'EPIPE') throw error;
      this.gone = true;
    });
  }

  /** Whether anybody still reads. */
  async write(answer: CaseAnswer): Promise<boolean> {
    const first = this.form === 'array' ? '[' : '';
    const next = this.form === 'array' ? ',\n' : '\n';
    await this.put((this.count === 0 ? first : next) + JSON.stringify(answer));
    this.count += 1;
    return !this.gone;
  }

  async end(): Promise<void> {
    await this.put(this.form === 'lines' ? '\n' : this.count === 0 ? '[]\n' : ']\n');
  }

  private async put(text: string): Promise<void> {
    if (this.gone || this.stdout.write(text)) return;
    await Promise.race([once(this.stdout, 'drain'), once(this.stdout, 'close').catch(() => undefined)]);
  }
}
