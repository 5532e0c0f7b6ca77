import { readEvent, type DomainEvent, type NoticeCause, type NoticeEvent, type Noticed } from '#domain';
import type { RecordedEvent } from '#event-store';
import { parseInstant, type VerdictState } from '#judge';
import { demandTexts, UnfitEventError } from '../cases/happening.js';
import { storable } from '../sql/instants.js';
import type { NoticeRow } from './notice-row.js';

export const NOTICE_PREFIX = 'notice-';

/**
 * An event of a notice's stream as a row.
 * @throws UnfitEventError an unknown event, a malformed one, or text that PostgreSQL cannot hold
 */
export function readNotice(recorded: RecordedEvent): NoticeRow {
  try {
    const event = noticeEvent(readEvent(recorded));
    demandPlace(event.data, recorded);
    return { ...noticed(event.data), ...retraction(event), type: event.type, ...placeOf(recorded) };
  } catch (error) {
    throw new UnfitEventError(recorded, (error as Error).message, { cause: error });
  }
}

function noticeEvent(event: DomainEvent): NoticeEvent {
  switch (event.type) {
    case 'ClockWarned':
    case 'BreachNoticed':
    case 'BreachRetracted':
      return event;
    default:
      throw new TypeError(`${event.type} is no event of notices`);
  }
}

/** A notice is known by its event's id, so that it is there once however often it is told. */
function demandPlace({ noticeId, ticketId }: Noticed, { id, stream }: RecordedEvent): void {
  if (noticeId !== id) throw new TypeError(`noticeId ${noticeId} is not the event's id ${id}`);
  if (stream !== `${NOTICE_PREFIX}${ticketId}`) throw new TypeError(`ticketId ${ticketId} is not of this stream`);
}

const placeOf = ({ id, revision, position, recordedAt }: RecordedEvent) => ({ id, revision, position, recordedAt });

function noticed(data: Noticed) {
  const { ticketId, agreementId, customer, metric, tier, priority, category, team, agent } = data;
  demandTexts([ticketId, agreementId, customer, metric, tier, priority]);
  demandTexts([category, team, agent].filter((text) => text !== null));
  return {
    ...{ ticketId, agreementId, customer, metric, tier, priority, category, team, agent },
    cycle: cycleOf(data.cycle),
    at: storable(parseInstant(data.at)),
    dueAt: data.dueAt === null ? null : storable(parseInstant(data.dueAt)),
    termsVersion: versionOf(data.termsVersion),
  };
}

const MOST_CYCLES = 2 ** 31 - 1;

function cycleOf(cycle: unknown): number {
  if (Number.isInteger(cycle) && (cycle as number) >= 1 && (cycle as number) <= MOST_CYCLES) return cycle as number;
  throw new RangeError(`cycle ${JSON.stringify(cycle)} is not 1 to ${MOST_CYCLES}`);
}

function versionOf(version: unknown): string {
  if (Number.isSafeInteger(version)) return String(version);
  demandTexts([version]);
  return version as string;
}

function retraction(event: NoticeEvent): Pick<NoticeRow, 'retracts' | 'state' | 'because'> {
  if (event.type !== 'BreachRetracted') return { retracts: null, state: null, because: null };
  const { retracts, state, because } = event.data;
  demandTexts([retracts]);
  return { retracts, state: stateOf(state), because: causeOf(because) };
}

const STATES: readonly VerdictState[] = ['running', 'paused', 'met', 'breached', 'void'];

function stateOf(state: VerdictState | null): VerdictState | null {
  if (state === null || STATES.includes(state)) return state;
  throw new TypeError(`state ${JSON.stringify(state)} is not null and none of ${STATES.join(', ')}`);
}

function causeOf(because: NoticeCause): NoticeCause {
  const { position, recordedAt, stream, type, eventId } = because;
  demandTexts([position, stream, type, ...(eventId === null ? [] : [eventId])]);
  if (!/^\d{1,16}$/.test(position)) throw new TypeError(`position ${JSON.stringify(position)} is not of the log`);
  parseInstant(recordedAt);
  return { position, recordedAt, stream, type, eventId };
}
