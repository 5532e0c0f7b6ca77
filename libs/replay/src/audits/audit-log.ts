import {
  decideAudit,
  eventIdOf,
  evolveAudit,
  hashOf,
  initialAudit,
  readEvent,
  schemaOf,
  streamOf,
  type AuditCommand,
  type AuditEvent,
  type AuditState,
  type EventMetadata,
} from '#domain';
import { WrongRevisionError, type EventStore, type RecordedEvent } from '#event-store';

/** Who the replayer is in the log. */
const ACTOR = 'replayer';
/** Only the API cancels beside it, so a race is over after one more look. */
const TRIES = 5;

/** An audit as the log has it. */
export interface LoggedAudit {
  readonly state: AuditState;
  readonly events: readonly RecordedEvent[];
}

/** The events of an audit's stream in today's schema, folded. */
export async function loadAudit(store: EventStore, auditId: string): Promise<LoggedAudit> {
  const events = await store.readStream(streamOf.audit(auditId));
  return {
    events,
    state: events.reduce((state, event) => evolveAudit(state, readEvent(event) as AuditEvent), initialAudit),
  };
}

type Ending = Extract<AuditCommand, { type: 'CompleteAudit' | 'FailAudit' }>;

/**
 * Records how an audit ended, once: what ended stays ended.
 * @returns how it ended according to the log, which a cancellation may have decided first
 */
export async function recordEnd(store: EventStore, command: Ending): Promise<AuditState['kind']> {
  for (let tries = 1; ; tries += 1) {
    const { state, events } = await loadAudit(store, command.auditId);
    const decided = decideAudit(command, state);
    if (decided.length === 0) return state.kind;
    try {
      await store.append(streamOf.audit(command.auditId), events.length - 1, newEvents(command, decided, events[0]));
      return decided.reduce(evolveAudit, state).kind;
    } catch (error) {
      if (!(error instanceof WrongRevisionError) || tries >= TRIES) throw error;
    }
  }
}

function newEvents(command: Ending, decided: readonly AuditEvent[], cause: RecordedEvent | undefined) {
  const stream = streamOf.audit(command.auditId);
  const asked = cause?.metadata as Partial<EventMetadata> | undefined;
  return decided.map(({ type, data }, index) => {
    const id = eventIdOf(stream, ACTOR, command.type, index);
    const metadata: EventMetadata = {
      commandId: command.type,
      bodyHash: hashOf(command),
      $correlationId: asked?.$correlationId ?? id,
      $causationId: cause?.id ?? id,
      actor: ACTOR,
      schema: schemaOf(type),
    };
    return { id, type, data, metadata };
  });
}
