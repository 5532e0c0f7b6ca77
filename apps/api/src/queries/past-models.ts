import { Inject, Injectable, type OnModuleDestroy } from '@nestjs/common';
import { instantOf } from '#judge';
import { ProblemError } from '#platform';
import { AsOfWorld, readStand, resolveAsOf, type AsOf, type AsOfAsked, type AsOfSight, type Stand } from '#read-models';
import { Kept } from './kept.js';
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
/** How long what was made is kept for the next page, in milliseconds. */
const KEEP = 5_000;
const SETTINGS = `SET LOCAL statement_timeout = ${LONGEST}; SET LOCAL idle_in_transaction_session_timeout = '60s'`;

/** The models as of a point, while a query reads them or the next one may. */
interface Made {
  readonly reading: Reading;
  readonly world: AsOfWorld;
  readonly stand: Stand;
  /** The first ticket that it may hold; `''`: the first of all. */
  readonly from: string;
}

/** The way to what was known: readings make their own tables, which are kept for a moment and go with them. */
@Injectable()
export class PastModels implements OnModuleDestroy {
  private readonly turns = new Turns(MOST_AT_ONCE, PATIENCE);
  private readonly kept = new Kept<Made>(MOST_AT_ONCE, KEEP, ({ reading }) => reading.close());

  constructor(
    private readonly models: Models,
    @Inject(QUERY_SIDE) private readonly side: QuerySide,
  ) {}

  /**
   * Opens the models as of a point; whoever opens them closes them.
   * @throws ProblemError 422 for a point ahead of the models or of the clock; 503
   */
  asOf(asked: AsOfAsked, sight: AsOfSight): Promise<PastSnapshot> {
    return this.open(keyOf(asked, sight), sight, async ({ sql }, { position }) => {
      demandPast(asked, position, this.side.now());
      return resolveAsOf(sql, asked);
    });
  }

  /** Opens the models as they stood at a pair of position and hand that an answer has named. */
  at(stand: AsOf, sight: AsOfSight): Promise<PastSnapshot> {
    return this.open(keyOf(stand, sight), sight, () => Promise.resolve(stand));
  }

  onModuleDestroy(): Promise<void> {
    return this.kept.clear();
  }

  private async open(key: string, sight: AsOfSight, pointOf: PointOf): Promise<PastSnapshot> {
    const leave = await this.turns.take();
    if (leave === undefined)
      throw ProblemError.unavailable(`${MOST_AT_ONCE} queries of what was known are being answered already`, 5);
    try {
      const made = (await this.again(key, sight)) ?? (await this.make(sight, pointOf));
      return this.handOut(key, made, leave);
    } catch (error) {
      leave();
      throw error;
    }
  }

  private handOut(key: string, made: Made, leave: () => void): PastSnapshot {
    const { reading, world, stand } = made;
    const signal = AbortSignal.timeout(LONGEST);
    let sound = true;
    const fill = async (atMost?: number): Promise<boolean> => {
      try {
        return await judging(world.fill(atMost, signal));
      } catch (error) {
        sound = false;
        throw error;
      }
    };
    const close = async (): Promise<void> => {
      if (sound) this.kept.put(key, made);
      else await reading.close();
      leave();
    };
    // The tables of the past are the reading's own; filling them sees to it that they come from one state.
    const demandOneState = () => Promise.resolve();
    return { sql: reading.sql, stand, now: instantOf(stand.hand), fill, demandOneState, close };
  }

  /** What was kept, if it is of use: it holds what is asked for, and nothing has failed in it. */
  private async again(key: string, { fromTicket = '' }: AsOfSight): Promise<Made | undefined> {
    const kept = this.kept.take(key);
    if (kept === undefined) return undefined;
    const works = kept.reading.sql.query('SELECT 1', []).then(
      () => true,
      () => false,
    );
    if (kept.from <= fromTicket && (await works)) return kept;
    await kept.reading.close();
    return undefined;
  }

  private async make(sight: AsOfSight, pointOf: PointOf): Promise<Made> {
    const reading = await this.models.begin(SETTINGS);
    try {
      const now = await readStand(reading.sql);
      const point = await pointOf(reading, now);
      const world = await judging(AsOfWorld.open(reading.client, point, sight));
      const stand = { ...now, position: point.position, hand: point.at, restating: false };
      return { reading, world, stand, from: sight.fromTicket ?? '' };
    } catch (error) {
      await reading.close();
      throw error;
    }
  }
}

type PointOf = (reading: Reading, now: Stand) => Promise<AsOf>;

/** All that decides which tables are made, but for where a page of them begins. */
const keyOf = (point: AsOfAsked | AsOf, { fromTicket: _, ...sight }: AsOfSight): string =>
  JSON.stringify([point, sight]);

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
