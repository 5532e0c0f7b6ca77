import pg from 'pg';
import { eventIdOf, streamOf } from '#domain';
import { positionOf, type RecordedEvent } from '#event-store';
import { instantOf, parseInstant, type Instant } from '#judge';
import {
  applyAgreementEvent,
  applyCalendarEvent,
  difference,
  fold,
  judgeAgain,
  loadLaw,
  loadStandings,
  readHappening,
  saveCheckpoint,
  searchPath,
  writeDifference,
  LIVE_SCHEMA,
  type Law,
} from '#read-models';

/** Read models filled from events by the same folds that the projector uses, without a log or a projector. */
export class Ledger {
  private readonly client: pg.Client;
  private readonly revisions = new Map<string, number>();
  private readonly tickets = new Set<string>();
  position = 99;
  hand: Instant;

  constructor(url: string, hand: string) {
    this.client = new pg.Client({ connectionString: url, options: searchPath(LIVE_SCHEMA) });
    this.hand = parseInstant(hand);
  }

  open = () => this.client.connect();
  close = () => this.client.end();
  query = (text: string, values: unknown[] = []) => this.client.query(text, values);

  calendar(calendarId: string, type: string, data: object): Promise<void> {
    const event = this.event(streamOf.calendar(calendarId), type, { calendarId, ...data });
    return this.commit(() => applyCalendarEvent(this.client, event));
  }

  agreement(agreementId: string, type: string, data: object): Promise<void> {
    const event = this.event(streamOf.agreement(agreementId), type, { agreementId, ...data });
    return this.commit(() => applyAgreementEvent(this.client, event));
  }

  /** Some events of one ticket, `[type, at, data]` each, in one commit. */
  ticket(ticketId: string, ...events: readonly (readonly [string, string, object?])[]): Promise<void> {
    this.tickets.add(ticketId);
    const happenings = events.map(([type, at, data = {}]) =>
      readHappening(this.event(streamOf.ticket(ticketId), type, { ticketId, at, ...data })),
    );
    return this.commit(async () => {
      const standings = await loadStandings(this.client, [ticketId]);
      const opened = happenings.find(({ event }) => event.type === 'TicketOpened')?.event.data as
        { agreementId: string } | undefined;
      const agreementId = standings.get(ticketId)?.case.agreementId ?? opened!.agreementId;
      const rules = await this.rules(agreementId);
      const { changes } = fold(standings, happenings, () => rules, this.hand);
      await writeDifference(this.client, difference(changes));
    });
  }

  /** Moves the clock hand: every case is judged again at it. */
  moveHand(to: string): Promise<void> {
    return this.commit(async () => {
      this.hand = parseInstant(to);
      const standings = [...(await loadStandings(this.client, [...this.tickets])).values()];
      const rules = new Map<string, Law>();
      for (const { case: row } of standings) rules.set(row.agreementId, await this.rules(row.agreementId));
      const changes = judgeAgain(standings, (agreementId) => rules.get(agreementId)!, this.hand);
      await writeDifference(this.client, difference(changes));
    });
  }

  private async rules(agreementId: string): Promise<Law> {
    return loadLaw(this.client, agreementId);
  }

  private event(stream: string, type: string, data: object): RecordedEvent {
    const revision = (this.revisions.get(stream) ?? -1) + 1;
    this.revisions.set(stream, revision);
    this.position += 1;
    return {
      id: eventIdOf(stream, 'operator', `${type}-${revision}`, 0),
      ...{ stream, revision, type, data },
      position: positionOf(this.position),
      metadata: { schema: 1 },
      recordedAt: instantOf(this.hand),
    };
  }

  private async commit(work: () => Promise<unknown>): Promise<void> {
    await this.client.query('BEGIN');
    await work();
    const at = { position: this.position, hand: this.hand, events: 0, lastRecordedAt: this.hand };
    await saveCheckpoint(this.client, at);
    await this.client.query('COMMIT');
  }
}
