import fc from 'fast-check';
import type { CaseRow } from '../../cases/case-row.js';
import type { Change, Standing } from '../../fold/standing.js';
import type { VerdictRow } from '../../verdicts/verdict-row.js';

const HOUR = 3_600_000;
const DAY = 24 * HOUR;
/** Verdicts are decided in the seventy days from here: the turn of a year, of a quarter and of months lies among them. */
export const DECIDED_FROM = Date.UTC(2025, 11, 5);
const DAYS = 70;

/** Few of each, so that verdicts share counters. */
export const VALUES = {
  agreementId: ['acme', 'zeta'],
  customer: ['acme-inc', 'bolt'],
  tier: ['gold', 'silver'],
  priority: ['high', 'low'],
  category: ['mail', 'network'],
  team: ['desk', 'field'],
  metric: ['first-response', 'resolution'],
} as const;

const oneOf = (values: readonly string[]) => fc.constantFrom(...values);
const orNone = (values: readonly string[]) => fc.option(oneOf(values), { freq: 2 });

/** When a clock was decided, and what date that was in the time zone of its terms. */
const decision = fc
  .record({
    hour: fc.nat(DAYS * 24 - 1),
    behind: fc.constantFrom(-11, 0, 14),
  })
  .map(({ hour, behind }) => {
    const decidedAt = DECIDED_FROM + hour * HOUR;
    return { decidedAt, decidedOn: new Date(decidedAt + behind * HOUR).toISOString().slice(0, 10) };
  });
const undecided = fc.constant({ decidedAt: null, decidedOn: null });
const excused = fc.option(fc.constant('storm'));

const outcome = fc.oneof(
  fc.record({
    state: fc.constant('met' as const),
    atRisk: fc.constant(false),
    excused: fc.constant(null),
    at: decision,
  }),
  fc.record({ state: fc.constant('breached' as const), atRisk: fc.constant(false), excused, at: decision }),
  fc.record({
    state: fc.constant('void' as const),
    atRisk: fc.constant(false),
    excused: fc.constant(null),
    at: fc.oneof(decision, undecided),
  }),
  fc.record({
    state: fc.constantFrom('running' as const, 'paused' as const),
    atRisk: fc.boolean(),
    excused: fc.constant(null),
    at: undecided,
  }),
);

const drawnVerdict = fc
  .record({
    metric: oneOf(VALUES.metric),
    cycle: fc.integer({ min: 1, max: 2 }),
    tier: oneOf(VALUES.tier),
    priority: oneOf(VALUES.priority),
    category: orNone(VALUES.category),
    team: orNone(VALUES.team),
    goal: fc.constantFrom(null, 0.9, 0.95),
    outcome,
  })
  .map(({ outcome: { at, ...more }, ...row }) => ({ ...row, ...more, ...at }));

const drawnTicket = fc.record({
  ticketId: fc.nat(11).map((n) => `t${n}`),
  agreementId: oneOf(VALUES.agreementId),
  customer: oneOf(VALUES.customer),
  verdicts: fc.uniqueArray(drawnVerdict, { maxLength: 4, selector: ({ metric, cycle }) => `${metric} ${cycle}` }),
});
type DrawnTicket = typeof drawnTicket extends fc.Arbitrary<infer T> ? T : never;

/** What becomes of a few tickets, batch after batch; every ticket once a batch. */
export const drawnBatches = fc.array(
  fc.uniqueArray(drawnTicket, { minLength: 1, maxLength: 12, selector: ({ ticketId }) => ticketId }),
  { minLength: 1, maxLength: 4 },
);

/** The same as changes: each ticket from what it was in the batch before to what it is in this one. */
export function changesOf(batches: readonly (readonly DrawnTicket[])[]): readonly (readonly Change[])[] {
  const standings = new Map<string, Standing>();
  return batches.map((tickets) =>
    tickets.map((ticket) => {
      const before = standings.get(ticket.ticketId) ?? null;
      const after = standing(ticket);
      standings.set(ticket.ticketId, after);
      return { before, after, undone: [] };
    }),
  );
}

function standing({ ticketId, agreementId, customer, verdicts }: DrawnTicket): Standing {
  const owner = { ticketId, agreementId, customer };
  const row: CaseRow = {
    ...owner,
    ...{ tier: 'gold', priority: 'high', category: null, team: null, agent: null, status: 'open' },
    ...{ openedAt: DECIDED_FROM, finishedAt: null, revision: 0, position: 0, knownTo: 0, facts: [], ignored: [] },
    ...{ nextChangeAt: null, score: null, ratedOn: null },
  };
  return { case: row, verdicts: verdicts.map((verdict) => ({ ...BARE, ...owner, ...verdict })), trouble: null };
}

/** What compliance does not ask. */
const BARE = {
  ...{ agent: null, startedAt: 0, measuredFrom: 0, dueAt: null, breachesAt: null, stoppedAt: null, elapsedMs: null },
  ...{ overrunMs: null, targetMs: null, within: null, atRiskAt: null, marks: [], reason: null, termsVersion: '1' },
  ...{ calendar: null, facts: [] },
} satisfies Partial<VerdictRow>;

/** Ends of spans: the turn of a year, the middle of a day, before and after all decisions. */
export const INSTANTS = [
  DECIDED_FROM - DAY,
  Date.UTC(2026, 0, 1),
  Date.UTC(2025, 11, 20, 9, 30),
  Date.UTC(2026, 0, 31, 23),
  DECIDED_FROM + (DAYS + 1) * DAY,
] as const;
