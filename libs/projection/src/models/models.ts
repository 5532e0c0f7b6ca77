import type { LogItem, RecordedEvent } from '#event-store';
import type { Instant } from '#judge';
import {
  addRestatements,
  difference,
  endRestatement,
  judgeAgain,
  loadCasesOf,
  loadCheckpoint,
  loadDiscards,
  loadDueCases,
  loadStuckStreams,
  moveRestatement,
  nextRestatement,
  passDiscarded,
  saveCheckpoint,
  standingsOf,
  takeEventLetter,
  TICKET_PREFIX,
  writeDifference,
  type CaseRow,
  type Change,
  type Checkpoint,
  type Queryable,
  type StuckStream,
} from '#read-models';
import { Discards, splitAtDiscards, type Counted } from './discards.js';
import { applyLaws, isLaw } from './laws.js';
import { nextStop } from './hand.js';
import { announceChanges } from '../notices/announce.js';
import { Letters } from './letters.js';
import { applyNotices, isNotice } from './notices.js';
import { Rulebooks } from './rulebooks.js';
import { isDataError } from './sql-errors.js';
import { applyTickets, applyTicketsOneByOne } from './tickets.js';
import { inTransaction } from './transaction.js';

export interface ModelsSettings {
  /** One connection, used for nothing else; its search path says which schema is written. */
  readonly db: Queryable;
  /** Runs inside every transaction before anything else; throws where this process may not write. */
  readonly guard: (db: Queryable) => Promise<void>;
  /** Cases judged again in one transaction, where it is not events that ask for it. */
  readonly pageSize: number;
  /** The events of a stream from a revision on. */
  readonly read: (stream: string, from: number) => Promise<readonly RecordedEvent[]>;
  /** Whether what moves is announced: by the live models alone. */
  readonly announces: boolean;
}

/**
 * The read models as one writer moves them. Every step is one transaction that leaves the tables a function of
 * (position, hand); steps must not overlap.
 */
export class Models {
  private readonly rulebooks = new Rulebooks();

  private constructor(
    private readonly settings: ModelsSettings,
    private at: Checkpoint,
    private stuck: Map<string, StuckStream>,
    private discards: Discards,
    private restating: boolean,
  ) {}

  /** @param hand where the hand starts if nothing was ever written */
  static async open(settings: ModelsSettings, hand: Instant): Promise<Models> {
    const { db } = settings;
    const known = await loadCheckpoint(db);
    const start = { position: -1, hand, events: 0, lastRecordedAt: null };
    const restating = (await nextRestatement(db)) !== null;
    const discards = new Discards(await loadDiscards(db));
    return new Models(settings, known ?? start, await loadStuckStreams(db), discards, restating);
  }

  get checkpoint(): Checkpoint {
    return this.at;
  }

  /** Whether cases wait to be judged again. */
  get isRestating(): boolean {
    return this.restating;
  }

  /** Applies what the log says, in order. What the models have already changes nothing. */
  async apply(items: readonly LogItem[]): Promise<void> {
    for (const part of splitAtDiscards(items)) await this.applyPart(part);
  }

  private async applyPart(items: readonly LogItem[]): Promise<void> {
    const events = items.flatMap((item) => (item.kind === 'event' ? [item.event] : []));
    const position = items.reduce((last, item) => Math.max(last, placeOf(item)), this.at.position);
    if (events.length === 0 && position === this.at.position) return;
    const fresh = events.filter((event) => event.position > this.at.position).length;
    const lastRecordedAt = events.at(-1)?.recordedAt ?? this.at.lastRecordedAt;
    const next = { ...this.at, position, events: this.at.events + fresh, lastRecordedAt };
    await this.applyEvents(events, next);
  }

  /**
   * Moves the hand towards an instant, in order of the changes on the way, by at most one page of cases.
   * @returns false when the hand is there
   */
  async moveHand(target: Instant): Promise<boolean> {
    if (target <= this.at.hand) return false;
    const { db, pageSize } = this.settings;
    return this.step(async () => {
      const due = await loadDueCases(db, target, pageSize);
      const { cases, judgedAt, hand } = nextStop(due, { target, pageSize, hand: this.at.hand });
      await this.judgeAgain(cases, judgedAt);
      const next = { ...this.at, hand };
      await saveCheckpoint(db, next);
      return { next, result: hand < target };
    });
  }

  /**
   * Judges one page of the cases again that a version, a termination or an exclusion has touched.
   * @returns whether some are left
   */
  async restate(): Promise<boolean> {
    const { db, pageSize } = this.settings;
    const more = await this.step(async () => {
      const one = await nextRestatement(db);
      if (one === null) return { next: this.at, result: false };
      const cases = await loadCasesOf(db, one.agreementId, one.cursor, pageSize);
      await this.judgeAgain(cases, this.at.hand);
      const last = cases.at(-1);
      if (last === undefined || cases.length < pageSize) await endRestatement(db, one);
      else await moveRestatement(db, one, last.ticketId, cases.length);
      await saveCheckpoint(db, this.at);
      return { next: this.at, result: true };
    });
    this.restating = more;
    return more;
  }

  /**
   * Tries an event again that could not be applied, and all that waits behind it.
   * @returns false where there is no such dead letter
   */
  async retry(id: string): Promise<boolean> {
    const { db, read } = this.settings;
    return this.step(async () => {
      const letter = await takeEventLetter(db, id);
      if (letter === null) return { next: this.at, result: false };
      const { stream } = letter;
      const { position } = this.at;
      await this.applyAll(applyTicketsOneByOne, this.at, (letters) =>
        this.discards.anew(db, stream, letters, () => read(stream, 0), position),
      );
      return { next: this.at, result: true };
    });
  }

  private async applyEvents(events: readonly RecordedEvent[], next: Checkpoint): Promise<void> {
    try {
      await this.applyWith(applyTickets, events, next);
    } catch (error) {
      if (!isDataError(error)) throw error;
      await this.applyWith(applyTicketsOneByOne, events, next);
    }
  }

  private applyWith(tickets: typeof applyTickets, events: readonly RecordedEvent[], next: Checkpoint): Promise<void> {
    return this.step(async () => {
      const { db, read } = this.settings;
      await this.applyAll(tickets, next, (letters) =>
        this.discards.inPlaceOf(db, events, letters, (stream) => read(stream, 0)),
      );
      return { next, result: undefined };
    });
  }

  private async applyAll(
    tickets: typeof applyTickets,
    next: Checkpoint,
    count: (letters: Letters) => Promise<Counted>,
  ): Promise<void> {
    const { db } = this.settings;
    const letters = new Letters(this.stuck);
    const counted = await count(letters);
    const touched = await applyLaws(db, counted.events.filter(isLaw), letters);
    for (const agreementId of counted.touched) touched.add(agreementId);
    this.rulebooks.forget(touched);
    const ofTickets = counted.events.filter(({ stream }) => stream.startsWith(TICKET_PREFIX));
    await applyNotices(db, counted.events.filter(isNotice), letters);
    await tickets(db, ofTickets, letters, { rulebooks: this.rulebooks, hand: this.at.hand, announce: this.announce });
    if (!this.discards.isEmpty) await passDiscarded(db);
    await letters.write(db);
    await addRestatements(db, [...touched], next.position);
    await saveCheckpoint(db, next);
    if (touched.size > 0) this.restating = true;
  }

  private async judgeAgain(cases: readonly CaseRow[], hand: Instant): Promise<void> {
    const { db } = this.settings;
    const standings = await standingsOf(db, cases);
    await this.rulebooks.want(
      db,
      cases.map(({ agreementId }) => agreementId),
    );
    const changes = judgeAgain(standings, this.rulebooks.of, hand);
    await writeDifference(db, difference(changes));
    await this.announce(changes, hand);
  }

  private readonly announce = async (changes: readonly Change[], hand = this.at.hand): Promise<void> => {
    const { db, announces } = this.settings;
    if (announces) await announceChanges(db, changes, this.rulebooks.of, hand);
  };

  /** One transaction. What this object knows of the tables moves only with the commit. */
  private async step<T>(work: () => Promise<{ next: Checkpoint; result: T }>): Promise<T> {
    const { db, guard } = this.settings;
    try {
      const { next, result } = await inTransaction(db, async () => {
        await guard(db);
        return work();
      });
      this.at = next;
      return result;
    } catch (error) {
      // Either may have come from what was rolled back.
      this.rulebooks.forgetAll();
      if (isDataError(error)) {
        this.stuck = await loadStuckStreams(db);
        this.discards = new Discards(await loadDiscards(db));
      }
      throw error;
    }
  }
}

const placeOf = (item: LogItem): number =>
  item.kind === 'event' ? item.event.position : item.kind === 'checkpoint' ? item.position : -1;
