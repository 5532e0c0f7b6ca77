import { ErrorType } from '@eventstore/db-client';
import { AppendTooLargeError, UnknownOutcomeError, WrongRevisionError } from '../errors.js';
import type { Appended, ExpectedRevision, NewEvent, Position, RecordedEvent } from '../port.js';
import type { BatchRequest } from './batch-messages.js';
import type { Written } from './batch-stream.js';
import type { CallSettings } from './calls.js';
import { pause, waitBefore } from './retry.js';

type ReadStream = (stream: string, fromRevision: number, maxCount: number) => Promise<readonly RecordedEvent[]>;

interface Request {
  readonly stream: string;
  readonly expected: ExpectedRevision;
  readonly events: readonly NewEvent[];
}

/** What an append needs. */
export interface Appending {
  /** One attempt. */
  readonly offer: (request: BatchRequest) => Promise<Written>;
  readonly read: ReadStream;
  readonly settings: Pick<CallSettings, 'attemptMs' | 'withinMs' | 'backoff' | 'now' | 'closing'>;
}

/**
 * Appends with an exact revision. Where an attempt ends without an answer, the stream is read: either our events stand
 * there, or others do, or nothing does and the same events are offered again. The same ids at the same revision are
 * recognised by the server however often they come (data: idempotent retries at exact revisions).
 */
export async function append(request: Request, appending: Appending): Promise<Appended> {
  const { now, withinMs: most, backoff, closing } = appending.settings;
  const until = now() + most;
  for (let repeat = 0; ; repeat += 1) {
    const outcome = await attempt(request, appending, repeat > 0);
    if (outcome.kind === 'written') return outcome.appended;
    if (now() >= until || closing.aborted) return lastLook(request, appending.read, outcome.cause);
    await pause(waitBefore(repeat, backoff), closing);
  }
}

/** The time is up. Nothing in the stream proves nothing: the append may still be on its way. */
async function lastLook(request: Request, read: ReadStream, cause: unknown): Promise<Appended> {
  const found = await settled(read, request).catch((error: unknown) => {
    if (error instanceof WrongRevisionError) throw error;
    return null;
  });
  if (found === null) throw new UnknownOutcomeError(request.stream, { cause });
  return found;
}

type Outcome = { kind: 'written'; appended: Appended } | { kind: 'open'; cause: unknown };

async function attempt(request: Request, appending: Appending, look: boolean): Promise<Outcome> {
  try {
    const found = look ? await settled(appending.read, request) : null;
    return { kind: 'written', appended: found ?? (await send(request, appending)) };
  } catch (error) {
    if (error instanceof WrongRevisionError || error instanceof AppendTooLargeError) throw error;
    const named = nameRefusal(error, request);
    if (named !== null) throw named;
    return { kind: 'open', cause: error };
  }
}

/** What the stream says of an append whose answer was lost; null: nothing stands there yet. */
async function settled(read: ReadStream, { stream, expected, events }: Request): Promise<Appended | null> {
  const next = expected === 'none' ? 0 : expected + 1;
  const found = await read(stream, next, events.length);
  const last = found.at(-1);
  if (last === undefined) return null;
  if (found.length === events.length && found.every((event, i) => event.id === events[i]?.id)) {
    return { revision: last.revision, position: last.position };
  }
  throw new WrongRevisionError(stream, expected, 'unknown');
}

async function send(request: Request, { offer, read, settings: { attemptMs, now } }: Appending): Promise<Appended> {
  // The deadline is the server's; an answer that the connection lost never comes.
  const { revision, position } = await offer({ ...request, deadline: now() + attemptMs });
  return { revision, position: position ?? (await positionAt(read, request.stream, revision)) };
}

/** The append of older servers does not say the position: then the event does. */
async function positionAt(read: ReadStream, stream: string, revision: number): Promise<Position> {
  const [event] = await read(stream, revision, 1);
  if (event === undefined) throw new UnknownOutcomeError(stream);
  return event.position;
}

function nameRefusal(error: unknown, { stream, expected }: Request): Error | null {
  const { type, actualVersion } = error as { type?: ErrorType; actualVersion?: bigint | string };
  switch (type) {
    case ErrorType.WRONG_EXPECTED_VERSION:
      return new WrongRevisionError(
        stream,
        expected,
        typeof actualVersion === 'bigint' ? Number(actualVersion) : 'none',
      );
    case ErrorType.MAXIMUM_APPEND_SIZE_EXCEEDED:
      return new AppendTooLargeError(stream, { cause: error });
    case ErrorType.STREAM_DELETED:
    case ErrorType.ACCESS_DENIED:
    case ErrorType.INVALID_ARGUMENT:
      return error as Error;
    default:
      return null;
  }
}
