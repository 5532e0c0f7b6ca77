import { Inject, Injectable } from '@nestjs/common';
import { ProblemError } from '#platform';
import { AsOfWorld, readStand, resolveAsOf, type AsOf, type AsOfAsked, type AsOfSight } from '#read-models';
import { Models, guarded, type OpenSnapshot, type Reading } from './models.js';
import { QUERY_SIDE, type QuerySide } from './options.js';
import { demandPast } from './past.js';
import { Turns } from './turns.js';

/** The models as of a point of the past; their cases come by `fill`. */
export interface PastSnapshot extends OpenSnapshot {
  /** Judges the next cases, all that are left if not said how many. Answers whether there are more. */
  readonly fill: (atMost?: number) => Promise<boolean>;
}

/** Judging takes a core and a connection for as long as it takes. */
const MOST_AT_ONCE = 2;
/** How long a query waits for its turn, in milliseconds. */
const PATIENCE = 5_000;
/** How long judging may take, in milliseconds; a statement of it likewise. */
const LONGEST = 120_000;
const SETTINGS = `SET LOCAL statement_timeout = ${LONGEST}; SET LOCAL idle_in_transaction_session_timeout = '60s'`;

/** The way to what was known: each reading makes its own tables, which go with it. */
@Injectable()
export class PastModels {
  private readonly turns = new Turns(MOST_AT_ONCE, PATIENCE);

  constructor(
    private readonly models: Models,
    @Inject(QUERY_SIDE) private readonly side: QuerySide,
  ) {}

  /**
   * Opens the models as of a point; whoever opens them closes them.
   * @throws ProblemError 422 for a point ahead of the models or of the clock; 503
   */
  asOf(asked: AsOfAsked, sight: AsOfSight): Promise<PastSnapshot> {
    return this.openAt(sight, async ({ sql }, position) => {
      demandPast(asked, position, this.side.now());
      return resolveAsOf(sql, asked);
    });
  }

  /** Opens the models as they stood at a pair of position and hand that an answer has named. */
  at(stand: AsOf, sight: AsOfSight): Promise<PastSnapshot> {
    return this.openAt(sight, () => Promise.resolve(stand));
  }

  private async openAt(
    sight: AsOfSight,
    pointOf: (reading: Reading, position: number) => Promise<AsOf>,
  ): Promise<PastSnapshot> {
    const leave = await this.turns.take();
    if (leave === undefined)
      throw ProblemError.unavailable(`${MOST_AT_ONCE} queries of what was known are being answered already`, 5);
    let reading: Reading | undefined;
    const close = async (): Promise<void> => {
      await reading?.close();
      leave();
    };
    try {
      const signal = AbortSignal.timeout(LONGEST);
      reading = await this.models.begin(SETTINGS);
      const stand = await readStand(reading.sql);
      const point = await pointOf(reading, stand.position);
      const world = await judging(AsOfWorld.open(reading.client, point, sight));
      return {
        sql: reading.sql,
        stand: { ...stand, position: point.position, hand: point.at, restating: false },
        now: point.at,
        fill: (atMost) => judging(world.fill(atMost, signal)),
        // The tables of the past are this reading's own; filling them sees to it that they come from one state.
        demandOneState: () => Promise.resolve(),
        close,
      };
    } catch (error) {
      await close();
      throw error;
    }
  }
}

/** What fails for a moment only fails as 503. */
async function judging<T>(work: Promise<T>): Promise<T> {
  try {
    return await guarded<T>(work);
  } catch (error) {
    if (error instanceof DOMException && error.name === 'TimeoutError')
      throw ProblemError.unavailable(
        `what was known then takes longer than ${LONGEST / 1000} s to judge; ask for one agreementId or customer`,
        60,
        error,
      );
    throw error;
  }
}
