import {
  ErrorType,
  jsonEvent,
  NO_STREAM,
  type AppendResult,
  type EventStoreDBClient,
  type JSONEventType,
} from '@eventstore/db-client';
import { AppendTooLargeError, UnknownOutcomeError, WrongRevisionError } from '../errors.js';
import type { Appended, ExpectedRevision, NewEvent, Position, RecordedEvent } from '../port.js';
import { toPosition } from './convert.js';
import { pause, waitBefore, type Backoff } from './retry.js';

export interface AppendSettings {
  /** One attempt, in milliseconds: the client itself may wait for ever for an answer that got lost. */
  readonly attemptMs: number;
  /** All attempts together. */
  readonly withinMs: number;
  readonly backoff: Backoff;
  readonly now: () => number;
}

type ReadStream = (stream: string, fromRevision: number, maxCount: number) => Promise<readonly RecordedEvent[]>;

/**
 * Appends with an exact revision. Where an attempt ends without an answer, the stream is read: either our events stand
 * there, or others do, or nothing does and the same events are offered again. The same ids at the same revision are
 * recognised by the server however often they come (data: idempotent retries at exact revisions).
 */
export async function append(
  client: EventStoreDBClient,
  read: ReadStream,
  request: { stream: string; expected: ExpectedRevision; events: readonly NewEvent[] },
  settings: AppendSettings,
): Promise<Appended> {
  const until = settings.now() + settings.withinMs;
  for (let repeat = 0; ; repeat += 1) {
    const outcome = await attempt(client, read, request, settings, repeat > 0);
    if (outcome.kind === 'written') return outcome.appended;
    if (settings.now() >= until) throw new UnknownOutcomeError(request.stream, { cause: outcome.cause });
    await pause(waitBefore(repeat, settings.backoff));
  }
}

type Request = Parameters<typeof append>[2];
type Outcome = { kind: 'written'; appended: Appended } | { kind: 'open'; cause: unknown };

async function attempt(
  client: EventStoreDBClient,
  read: ReadStream,
  request: Request,
  settings: AppendSettings,
  look: boolean,
): Promise<Outcome> {
  try {
    const found = look ? await settled(read, request) : null;
    return { kind: 'written', appended: found ?? (await send(client, read, request, settings)) };
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

async function send(
  client: EventStoreDBClient,
  read: ReadStream,
  { stream, expected, events }: Request,
  { attemptMs }: AppendSettings,
): Promise<Appended> {
  const expectedRevision = expected === 'none' ? NO_STREAM : BigInt(expected);
  const written = await withinMs(
    client.appendToStream(stream, events.map(toClient), { expectedRevision, deadline: attemptMs }),
    attemptMs + 500,
  );
  const revision = Number(written.nextExpectedRevision);
  return { revision, position: await positionAt(read, stream, revision, written) };
}

const toClient = ({ id, type, data, metadata }: NewEvent) =>
  jsonEvent<JSONEventType>({
    id,
    type,
    data: data as Record<string, unknown>,
    metadata: metadata,
  });

/** The unary append of older servers does not say the position: then the event does. */
async function positionAt(
  read: ReadStream,
  stream: string,
  revision: number,
  { position }: AppendResult,
): Promise<Position> {
  if (position !== undefined) return toPosition(position);
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

/** The answer, or an error when it does not come in time. */
async function withinMs<T>(answer: Promise<T>, ms: number): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error(`no answer within ${ms} ms`)), ms);
  });
  try {
    return await Promise.race([answer, late]);
  } finally {
    clearTimeout(timer);
  }
}
