import { Injectable } from '@nestjs/common';
import { ProblemError, type FieldError } from '#platform';
import type { AskDto } from './ask.dto.js';
import { CheckpointWatch } from './checkpoint-watch.js';
import { Models, type OpenSnapshot, type Snapshot } from './models.js';

/** The one door to the read models: it keeps what every query promises (`after`, `asOf`, `now`). */
@Injectable()
export class Reader {
  constructor(
    private readonly models: Models,
    private readonly watch: CheckpointWatch,
  ) {}

  /** Reads at one (position, hand), at or after the position asked for. `now` is for those who say so. */
  async read<T>(asked: AskDto, work: (snapshot: Snapshot) => Promise<T>, takes: { now?: true } = {}): Promise<T> {
    await this.ready(asked, takes);
    return this.models.read(work);
  }

  /** As `read`, for those who read on after they have begun to answer. Whoever opens a snapshot closes it. */
  async open(asked: AskDto): Promise<OpenSnapshot> {
    await this.ready(asked, {});
    return this.models.open();
  }

  private async ready({ after, asOf, now }: AskDto, takes: { now?: true }): Promise<void> {
    const errors: FieldError[] = [];
    if (asOf !== undefined) errors.push({ path: 'asOf', message: 'is not served yet: what is known now can be asked' });
    if (now !== undefined && takes.now !== true)
      errors.push({ path: 'now', message: 'is taken by tickets/{ticketId}, audits and previews only' });
    if (errors.length > 0) throw ProblemError.unprocessable(errors);
    if (after !== undefined) await this.watch.until(Number(after));
  }
}
