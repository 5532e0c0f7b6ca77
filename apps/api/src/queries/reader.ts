import { Inject, Injectable } from '@nestjs/common';
import { ProblemError, type FieldError } from '#platform';
import { type AsOf, type AsOfAsked, type AsOfSight, readLastRecorded } from '#read-models';
import type { AskDto } from './ask.dto.js';
import { CheckpointWatch } from './checkpoint-watch.js';
import { Models, type OpenSnapshot, type Snapshot } from './models.js';
import { QUERY_SIDE, type QuerySide } from './options.js';
import { pointOfParameter } from './parameters.js';
import { PastModels, type PastSnapshot } from './past-models.js';

/** What a query takes besides what all take. */
export interface Takes {
  /** It judges at another instant. */
  readonly now?: true;
  /** It can be asked of the past: how much of it answers. */
  readonly past?: AsOfSight;
}

/** The one door to the read models: it keeps what every query promises (`after`, `asOf`, `now`). */
@Injectable()
export class Reader {
  constructor(
    private readonly models: Models,
    private readonly past: PastModels,
    private readonly watch: CheckpointWatch,
    @Inject(QUERY_SIDE) private readonly side: QuerySide,
  ) {}

  /** Reads at one (position, hand): now, at or after the position asked for, or as of a point of the past. */
  async read<T>(asked: AskDto, work: (snapshot: Snapshot) => Promise<T>, takes: Takes = {}): Promise<T> {
    const snapshot = await this.open(asked, takes);
    try {
      if ('fill' in snapshot) await snapshot.fill();
      const answer = await work(snapshot);
      await snapshot.demandOneState();
      return answer;
    } finally {
      await snapshot.close();
    }
  }

  /** As `read`, for those who read on. Whoever opens a snapshot closes it; one of the past is still to be filled. */
  async open(asked: AskDto, takes: Takes = {}): Promise<OpenSnapshot | PastSnapshot> {
    demandTaken(asked, takes);
    if (asked.after !== undefined) await this.watch.until(Number(asked.after));
    if (asked.asOf === undefined || takes.past === undefined) return this.models.open();
    const point = pointOfParameter(asked.asOf);
    await this.recordedBy(point);
    return this.past.asOf(point, takes.past);
  }

  /** Opens what an earlier answer of the present read: the same state, whatever has come since. */
  async openAgain(asked: AskDto, stand: AsOf, past: AsOfSight): Promise<OpenSnapshot | PastSnapshot> {
    await this.watch.until(stand.position);
    const snapshot = await this.open(asked);
    const { position, hand, restating } = snapshot.stand;
    if (position === stand.position && hand === stand.at && !restating) return snapshot;
    await snapshot.close();
    return this.past.at(stand, past);
  }

  /** All that was recorded by an instant is in the models before they are asked of it: exact rather than at once. */
  private async recordedBy(point: AsOfAsked): Promise<void> {
    if (!('at' in point) || point.at > this.side.now()) return;
    const last = await readLastRecorded(this.models.sql);
    if (last === null || point.at >= last) await this.watch.until(await this.head());
  }

  private async head(): Promise<number> {
    try {
      return await this.side.log.head();
    } catch (error) {
      throw ProblemError.unavailable('the log cannot be asked what it recorded by then; try again', 2, error);
    }
  }
}

function demandTaken({ asOf, now }: AskDto, takes: Takes): void {
  const errors: FieldError[] = [];
  if (asOf !== undefined && takes.past === undefined)
    errors.push({ path: 'asOf', message: 'is not taken here: this is known of the present only' });
  if (now !== undefined && takes.now !== true)
    errors.push({ path: 'now', message: 'is taken by tickets/{ticketId}, audits and previews only' });
  if (errors.length > 0) throw ProblemError.unprocessable(errors);
}
