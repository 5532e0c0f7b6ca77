import type { EventMetadata } from '#domain';
import type { RecordedEvent } from '#event-store';
import { ProblemError } from '#platform';
import type { Asked } from './asked.js';
import type { CommandAnswer } from './command-answer.dto.js';

/**
 * The first answer to a command that was applied before, whatever was written after it; undefined: it was not.
 * @throws ProblemError 422 where the same key came with another body
 */
export function rememberedAnswer(
  stream: string,
  events: readonly RecordedEvent[],
  { actor, commandId }: Asked,
  bodyHash: () => string,
): CommandAnswer | undefined {
  const mine = events.filter(({ metadata }) => isOf(metadata as Partial<EventMetadata> | null, actor, commandId));
  const last = mine.at(-1);
  if (last === undefined) return undefined;
  if ((last.metadata as EventMetadata).bodyHash !== bodyHash()) {
    const message = `${JSON.stringify(commandId)} was used for another command on this stream: a new command needs a new key`;
    throw ProblemError.unprocessable([{ path: 'Idempotency-Key', message }]);
  }
  return answerOf(stream, last, mine);
}

const isOf = (metadata: Partial<EventMetadata> | null, actor: string, commandId: string): boolean =>
  metadata?.commandId === commandId && metadata.actor === actor;

/** The answer for events that stand at the end of what is known. */
export function answerOf(
  stream: string,
  { revision, position }: { readonly revision: number; readonly position: number },
  events: readonly { readonly id: string; readonly type: string }[],
): CommandAnswer {
  return { stream, revision, position: String(position), events: events.map(({ id, type }) => ({ id, type })) };
}
