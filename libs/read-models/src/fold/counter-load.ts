import type { ClientBase } from 'pg';
import { movesIn } from '../compliance/coarser.js';
import { COMPLIANCE_COUNTERS } from '../compliance/write.js';
import { CounterLoader, DURATION_TABLE, RATING_TABLE } from '../sql/counters.js';
import { CounterTotals } from './counter-totals.js';
import type { Difference } from './difference.js';

/** Keys that are held before they are put aside. */
const KEYS = 50_000;

const COMPLIANCE = COMPLIANCE_COUNTERS.map(({ table, counters }) => ({ table, loader: new CounterLoader(counters) }));
const DURATIONS = new CounterLoader(DURATION_TABLE);
const RATINGS = new CounterLoader(RATING_TABLE);
const LOADERS = [...COMPLIANCE.map(({ loader }) => loader), DURATIONS, RATINGS];

/** The tables that are loaded; they must be empty. */
export const COUNTER_TABLES = [
  ...COMPLIANCE_COUNTERS.map(({ counters }) => counters),
  DURATION_TABLE,
  RATING_TABLE,
].map(({ name }) => name);

/** Loads the tables of counters from many differences, whether they have indexes or not. */
export class CounterLoad {
  private readonly totals = new CounterTotals();

  private constructor(private readonly db: ClientBase) {}

  static async begin(db: ClientBase): Promise<CounterLoad> {
    for (const loader of LOADERS) await loader.begin(db);
    return new CounterLoad(db);
  }

  /** Takes the moves of counters out of a difference: they are not to be used any more. */
  async add(moved: Difference): Promise<void> {
    this.totals.add(moved);
    if (this.totals.size > KEYS) await this.putAside();
  }

  async end(): Promise<void> {
    await this.putAside();
    for (const loader of LOADERS) await loader.end(this.db);
  }

  private async putAside(): Promise<void> {
    const { compliance, durations, ratings } = this.totals.take();
    for (const { table, loader } of COMPLIANCE) await loader.add(this.db, movesIn(table, compliance));
    await DURATIONS.add(this.db, durations);
    await RATINGS.add(this.db, ratings);
  }
}
