import { Injectable } from '@nestjs/common';
import { judge, type Fact, type Verdict } from '#judge';
import { readFacts, type CaseFact, type Page, type RatedFact, type StoredVerdict } from '#read-models';
import type { Snapshot } from './models.js';
import { Rulebooks } from './rulebooks.js';

/** The facts that the judge sees: a rating is none. */
export const judgedFacts = (facts: readonly CaseFact[]): readonly Fact[] =>
  facts.filter((fact): fact is Exclude<CaseFact, RatedFact> => fact.type !== 'rated');

/**
 * Fills in what the tables do not hold, because it grows with the clock: `elapsedMs` and `overrunMs` of clocks not
 * stopped, judged anew at the server's clock. All else is as at the hand.
 */
@Injectable()
export class Growing {
  constructor(private readonly rulebooks: Rulebooks) {}

  async grow(snapshot: Snapshot, stored: readonly StoredVerdict[]): Promise<readonly StoredVerdict[]> {
    const growing = stored.filter(({ elapsedMs }) => elapsedMs === null);
    const judged = await this.judgeTickets(snapshot, [...new Set(growing.map(({ ticketId }) => ticketId))]);
    return stored.map((verdict) => {
      const now = verdict.elapsedMs === null ? judged.get(nameOf(verdict.ticketId, verdict)) : undefined;
      return now === undefined ? verdict : { ...verdict, elapsedMs: now.elapsedMs, overrunMs: now.overrunMs };
    });
  }

  async growPage(snapshot: Snapshot, { rows, next }: Page<StoredVerdict>): Promise<Page<StoredVerdict>> {
    return { rows: await this.grow(snapshot, rows), next };
  }

  /** The verdicts of tickets at the snapshot's `now`, by ticket, metric and cycle. */
  private async judgeTickets(snapshot: Snapshot, ticketIds: readonly string[]): Promise<ReadonlyMap<string, Verdict>> {
    if (ticketIds.length === 0) return new Map();
    const cases = await readFacts(snapshot.sql, ticketIds);
    const rulebookOf = await this.rulebooks.at(
      snapshot,
      [...cases.values()].map(({ agreementId }) => agreementId),
    );
    const found = new Map<string, Verdict>();
    for (const [ticketId, { agreementId, facts }] of cases) {
      const rulebook = rulebookOf(agreementId);
      if (rulebook === null) continue;
      for (const verdict of judge(judgedFacts(facts), rulebook, snapshot.now).verdicts)
        found.set(nameOf(ticketId, verdict), verdict);
    }
    return found;
  }
}

const nameOf = (ticketId: string, { metric, cycle }: { readonly metric: string; readonly cycle: number }): string =>
  `${ticketId} ${metric} ${cycle}`;

/** Of a clock not stopped, what is left of its target in the time that it counts; below zero once it is late. */
export function remainingMs({ state, targetMs, elapsedMs, overrunMs }: StoredVerdict): number | null {
  if (targetMs === null || elapsedMs === null || overrunMs === null) return null;
  return state === 'breached' ? 0 - overrunMs : Math.max(0, targetMs - elapsedMs);
}
