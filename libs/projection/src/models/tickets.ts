import type { RecordedEvent } from '#event-store';
import type { Instant } from '#judge';
import {
  difference,
  fold,
  loadStandings,
  readHappening,
  UnfitEventError,
  writeDifference,
  type Change,
  type Happening,
  type Queryable,
} from '#read-models';
import type { Letters } from './letters.js';
import type { Rulebooks } from './rulebooks.js';
import { isDataError } from './sql-errors.js';
import { inSavepoint } from './transaction.js';

export interface Judging {
  readonly rulebooks: Rulebooks;
  readonly hand: Instant;
  /** Told of what moved, in the transaction that moves it. Missing: nobody announces anything. */
  readonly announce?: (changes: readonly Change[]) => Promise<void>;
}

type Delivered = Happening & { readonly recorded: RecordedEvent };

/** Moves cases, verdicts and counters by some events of tickets: all of them in a few statements. */
export async function applyTickets(
  db: Queryable,
  events: readonly RecordedEvent[],
  letters: Letters,
  judging: Judging,
): Promise<void> {
  const happenings = readAll(events, letters);
  if (happenings.length > 0) await foldAndWrite(db, happenings, letters, judging);
}

/** The same, ticket by ticket, for a batch with something in it that PostgreSQL refuses: only that ticket waits then. */
export async function applyTicketsOneByOne(
  db: Queryable,
  events: readonly RecordedEvent[],
  letters: Letters,
  judging: Judging,
): Promise<void> {
  for (const happenings of byTicket(readAll(events, letters))) {
    try {
      await inSavepoint(db, () => foldAndWrite(db, happenings, letters, judging));
    } catch (error) {
      const first = happenings[0];
      if (!isDataError(error) || first === undefined) throw error;
      letters.add(first.recorded, (error as Error).message);
      noteWaiting(happenings, letters);
    }
  }
}

function readAll(events: readonly RecordedEvent[], letters: Letters): readonly Delivered[] {
  const happenings: Delivered[] = [];
  for (const recorded of events) {
    if (letters.waits(recorded)) continue;
    try {
      happenings.push({ ...readHappening(recorded), recorded });
    } catch (error) {
      if (!(error instanceof UnfitEventError)) throw error;
      letters.add(recorded, error.message);
    }
  }
  return happenings;
}

function byTicket(happenings: readonly Delivered[]): Iterable<readonly Delivered[]> {
  const groups = new Map<string, Delivered[]>();
  for (const happening of happenings) {
    const group = groups.get(happening.ticketId);
    if (group === undefined) groups.set(happening.ticketId, [happening]);
    else group.push(happening);
  }
  return groups.values();
}

async function foldAndWrite(
  db: Queryable,
  happenings: readonly Delivered[],
  letters: Letters,
  { rulebooks, hand, announce }: Judging,
): Promise<void> {
  const standings = await loadStandings(db, [...new Set(happenings.map(({ ticketId }) => ticketId))]);
  await rulebooks.want(db, agreementsOf(happenings, standings));
  const { changes, refused } = fold(standings, happenings, rulebooks.of, hand);
  await writeDifference(db, difference(changes));
  await announce?.(changes);
  const recordedOf = new Map<Happening, RecordedEvent>(happenings.map((one) => [one, one.recorded]));
  for (const { happening, reason } of refused) letters.add(recordedOf.get(happening) as RecordedEvent, reason);
  if (refused.length > 0) noteWaiting(happenings, letters);
}

/** Events of a batch may wait behind one of the same batch: what waits is told alike, whatever the batches. */
function noteWaiting(happenings: readonly Delivered[], letters: Letters): void {
  for (const { recorded } of happenings) letters.waits(recorded);
}

function* agreementsOf(
  happenings: readonly Happening[],
  standings: Awaited<ReturnType<typeof loadStandings>>,
): Iterable<string> {
  for (const standing of standings.values()) yield standing.case.agreementId;
  for (const { event } of happenings) if (event.type === 'TicketOpened') yield event.data.agreementId;
}
