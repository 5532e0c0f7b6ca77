import type { ClientBase } from 'pg';
import type { RecordedCase } from '../cases/case-row.js';
import type { CaseFact } from '../cases/case-fact.js';
import { CASE_COLUMNS, caseRecord } from '../cases/store.js';
import { passDiscarded } from '../checkpoints/discards.js';
import { CounterTotals } from '../fold/counter-totals.js';
import { difference } from '../fold/difference.js';
import { stand } from '../fold/stand.js';
import { loadLaw, type Law } from '../known/law.js';
import { EVERYONE, type Scope, Where } from '../queries/index.js';
import { copyRows } from '../sql/copy.js';
import { queryRows } from '../sql/queryable.js';
import { VERDICT_COLUMNS, verdictRecord } from '../verdicts/store.js';
import { demandOneState } from './one-state.js';
import type { AsOf } from './resolve.js';
import { agreementOf, copyRules } from './rules.js';
import { CASE_TABLES, live, makeTables, NOTICE_TABLES, RULE_TABLES } from './tables.js';

/** How much of the past is needed: what a query asks for that cannot change in time. */
export interface AsOfSight {
  /** What governs tickets alone, or with it all that was judged, or all that was announced. */
  readonly of: 'rules' | 'cases' | 'notices';
  readonly scope?: Scope;
  readonly agreementId?: string;
  readonly customer?: string;
  readonly ticketId?: string;
  /** Tickets from this one on, in byte order of their ids. */
  readonly fromTicket?: string;
}

/** Cases judged at a time: whoever else runs in this process waits no longer than for these. */
const PAGE = 500;
/** Moves of counters held before they are written. */
const MOST_MOVES = 50_000;
/** So many cases and more: what PostgreSQL knows of empty tables would mislead it. */
const MANY = 10_000;

/**
 * The read models as of a point of the past, in temporary tables that hide the live ones from the transaction: a
 * rebuild in small, by the same judge and the same differences, from the facts and versions that were known then.
 *
 *     await db.query('BEGIN ISOLATION LEVEL REPEATABLE READ');
 *     const world = await AsOfWorld.open(db, { position: 4711, at }, { of: 'cases', customer: 'acme' });
 *     await world.fill();
 *     // All queries of the models on `db` now answer what they would have answered then, of that customer.
 *     await db.query('ROLLBACK');
 */
export class AsOfWorld {
  private readonly laws = new Map<string, Law>();
  private readonly totals = new CounterTotals();
  private last: string | null = null;
  private judged = 0;
  private more: boolean;
  private done = false;

  private constructor(
    private readonly db: ClientBase,
    private readonly asOf: AsOf,
    private readonly sight: AsOfSight,
  ) {
    this.more = sight.of === 'cases';
  }

  /**
   * Makes the tables, with what governed tickets then; cases come by `fill`.
   * @param db in a transaction that sees one state of the live models; it must not be committed
   */
  static async open(db: ClientBase, asOf: AsOf, sight: AsOfSight): Promise<AsOfWorld> {
    const world = new AsOfWorld(db, asOf, sight);
    await makeTables(db, [...RULE_TABLES, ...OTHERS[sight.of]]);
    const { ticketId, agreementId } = sight;
    await copyRules(db, asOf.position, ticketId === undefined ? agreementId : await agreementOf(db, ticketId));
    if (sight.of === 'cases') await world.copy('undone_breaches');
    if (sight.of === 'notices') await world.copy('notices');
    await demandOneState(db);
    return world;
  }

  /**
   * Judges the next cases, in byte order of their ids.
   * @param atMost cases to look at; all that are left if not said
   * @returns whether there are more
   * @throws ModelsReplacedError a rebuild was swapped in meanwhile; the signal's reason when it is aborted
   */
  async fill(atMost = Infinity, signal?: AbortSignal): Promise<boolean> {
    if (this.done) return false;
    for (let left = atMost; left > 0 && this.more; left -= PAGE) {
      signal?.throwIfAborted();
      await this.fillPage(Math.min(PAGE, left));
    }
    await this.totals.write(this.db);
    await passDiscarded(this.db);
    if (!this.more && this.judged >= MANY) await this.db.query(`ANALYZE ${CASE_TABLES.join(', ')}`);
    await demandOneState(this.db);
    this.done = !this.more;
    return this.more;
  }

  private async fillPage(size: number): Promise<void> {
    const cases = await this.nextCases(size);
    this.more = cases.length === size;
    this.last = cases.at(-1)?.ticketId ?? this.last;
    this.judged += cases.length;
    await this.wantLaws(cases);
    const changes = cases.map((found) => {
      const known = cutAt(found, this.asOf.position);
      return { before: null, after: stand(known, this.lawOf(found.agreementId), this.asOf.at), undone: [] };
    });
    const moved = difference(changes);
    await copyRows(this.db, 'cases', CASE_COLUMNS, moved.cases.map(caseRecord));
    await copyRows(this.db, 'verdicts', VERDICT_COLUMNS, moved.put.map(verdictRecord));
    this.totals.add(moved);
    if (this.totals.size > MOST_MOVES) await this.totals.write(this.db);
  }

  private nextCases(size: number): Promise<readonly Found[]> {
    const where = this.whereSeen();
    where.and(`(facts->0->>'position')::bigint <= ${where.parameter(this.asOf.position)}`);
    if (this.last !== null) where.and(`ticket_id > ${where.parameter(this.last)}`);
    else if (this.sight.fromTicket !== undefined) where.and(`ticket_id >= ${where.parameter(this.sight.fromTicket)}`);
    return queryRows<Found>(
      this.db,
      `SELECT ticket_id AS "ticketId", agreement_id AS "agreementId", customer, facts FROM ${live('cases')}
        WHERE ${where.text} ORDER BY ticket_id LIMIT ${size}`,
      where.parameters,
    );
  }

  /** Rows that hold from their position on, whenever one asks. */
  private async copy(table: 'undone_breaches' | 'notices'): Promise<void> {
    const where = this.whereSeen();
    where.and(`position <= ${where.parameter(this.asOf.position)}`);
    await this.db.query(`INSERT INTO ${table} SELECT * FROM ${live(table)} WHERE ${where.text}`, where.parameters);
  }

  private whereSeen(): Where {
    const { scope = EVERYONE, agreementId, customer, ticketId } = this.sight;
    return new Where()
      .scope(scope)
      .equals('agreement_id', agreementId)
      .equals('customer', customer)
      .equals('ticket_id', ticketId);
  }

  private async wantLaws(cases: readonly Found[]): Promise<void> {
    for (const id of new Set(cases.map(({ agreementId }) => agreementId)))
      if (!this.laws.has(id)) this.laws.set(id, await loadLaw(this.db, id));
  }

  private lawOf(agreementId: string): Law {
    const law = this.laws.get(agreementId);
    if (law === undefined) throw new RangeError(`the law of agreement ${agreementId} was not loaded`);
    return law;
  }
}

/** Cases are always hidden, so that whatever passes over them passes over these. */
const OTHERS = { rules: ['cases'], cases: CASE_TABLES, notices: ['cases', ...NOTICE_TABLES] } as const;

type Found = Pick<RecordedCase, 'ticketId' | 'agreementId' | 'customer' | 'facts'>;

/** A case as it was known at a position. Its facts are in the order of the log, the first of them known then. */
export function cutAt({ ticketId, agreementId, customer, facts }: Found, position: number): RecordedCase {
  const known = facts.filter((fact) => fact.position <= position);
  const last = known.at(-1) as CaseFact;
  return { ticketId, agreementId, customer, revision: last.revision, position: last.position, facts: known };
}
