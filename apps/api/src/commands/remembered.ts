import type { EventMetadata } from '#domain';
import type { RecordedEvent } from '#event-store';
import { ProblemError } from '#platform';
import type { Asked } from './asked.js';
import type { CommandAnswer } from './command-answer.dto.js';

/** What tells a repeat of the command that an event came from, and answers it. */
export interface Trace {
  /** Undefined with an event that no command of this system wrote. */
  readonly commandId: string | undefined;
  readonly actor: string | undefined;
  readonly bodyHash: string | undefined;
  readonly id: string;
  readonly type: string;
  readonly revision: number;
  readonly position: number;
}

type Traced = Pick<RecordedEvent, 'id' | 'type' | 'metadata'> & Pick<Trace, 'revision' | 'position'>;

/** The trace of an event of the log. */
export function traceOf({ id, type, revision, position, metadata }: Traced): Trace {
  const { commandId, actor, bodyHash } = (metadata ?? {}) as Partial<EventMetadata>;
  return { commandId, actor, bodyHash, id, type, revision, position };
}

/**
 * The first answer to a command that was applied before, whatever was written after it; undefined: it was not.
 * @throws ProblemError 422 where the same key came with another body
 */
export function rememberedAnswer(
  stream: string,
  traces: readonly Trace[],
  { actor, commandId }: Asked,
  bodyHash: () => string,
): CommandAnswer | undefined {
  const mine = traces.filter((trace) => trace.commandId === commandId && trace.actor === actor);
  const last = mine.at(-1);
  if (last === undefined) return undefined;
  if (last.bodyHash !== bodyHash()) {
    const message = `${JSON.stringify(commandId)} was used for another command on this stream: a new command needs a new key`;
    throw ProblemError.unprocessable([{ path: 'Idempotency-Key', message }]);
  }
  return answerOf(stream, last, mine);
}

/** The answer for events that stand at the end of what is known. */
export function answerOf(
  stream: string,
  { revision, position }: { readonly revision: number; readonly position: number },
  events: readonly { readonly id: string; readonly type: string }[],
): CommandAnswer {
  return { stream, revision, position: String(position), events: events.map(({ id, type }) => ({ id, type })) };
}
