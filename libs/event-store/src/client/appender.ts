import { jsonEvent, NO_STREAM, type EventStoreDBClient, type JSONEventType } from '@eventstore/db-client';
import { StreamsClient, StreamsService } from '@eventstore/db-client/generated/streams_grpc_pb.js';
import type { ExpectedRevision, NewEvent } from '../port.js';
import type { BatchRequest } from './batch-messages.js';
import { BatchStream, type Call, type Written } from './batch-stream.js';
import { toPosition } from './convert.js';
import { withinMs } from './no-answer.js';

/** How much longer than the server an answer may take, in milliseconds. */
const ANSWER_MS = 500;

const BATCH_APPEND = StreamsService.batchAppend.path;

/** What is used of a stub of grpc-js; the messages stay bytes. */
interface Stub {
  makeBidiStreamRequest(
    path: string,
    serialize: (message: Buffer) => Buffer,
    deserialize: (bytes: Buffer) => Buffer,
    ...callArguments: readonly unknown[]
  ): Call;
}

/** What the client hides from TypeScript: how it makes a stream that it ends when it is disposed, and mends itself by. */
interface Inner {
  supports(method: unknown): Promise<boolean>;
  callArguments(options: object, callOptions: object): readonly unknown[];
  GRPCStreamCreator(
    stub: typeof StreamsClient,
    name: string,
    open: (stub: Stub) => Call,
    cache: WeakMap<object, unknown>,
  ): () => Promise<Call>;
}

const same = (bytes: Buffer): Buffer => bytes;

/**
 * Sends appends over the channel of an official client, not by its `appendToStream`: that keeps the appends of all clients of
 * a process in one place (6.2.1, batchAppend.js), so that the end of one's connection fails those of the others, and an
 * answer that comes after it ends the process.
 */
export class Appender {
  /** Of each stub its call, as the client wants it kept. */
  private readonly calls = new WeakMap<object, unknown>();
  private readonly streams = new WeakMap<Call, BatchStream>();
  /** Of each client the call that it opened last. */
  private readonly current = new WeakMap<EventStoreDBClient, BatchStream>();

  constructor(private readonly attemptMs: number) {}

  /**
   * One attempt.
   * @throws NoAnswerError
   * @throws an error of the official client: a refusal, or what became of its connection
   */
  append(client: EventStoreDBClient, request: BatchRequest): Promise<Written> {
    return withinMs(this.send(client, request), this.attemptMs + ANSWER_MS);
  }

  private send(client: EventStoreDBClient, request: BatchRequest): Promise<Written> {
    const stream = this.current.get(client);
    return stream === undefined || stream.isOver ? this.sendAnew(client, request) : stream.append(request);
  }

  private async sendAnew(client: EventStoreDBClient, request: BatchRequest): Promise<Written> {
    const inner = client as unknown as Inner;
    if (!(await inner.supports(StreamsService.batchAppend))) return unary(client, request, this.attemptMs);
    const call = await this.open(inner);
    const stream = this.streams.get(call);
    if (stream === undefined) throw new Error('the client gave a stream of appends that was not opened here');
    this.current.set(client, stream);
    return stream.append(request);
  }

  private open(inner: Inner): Promise<Call> {
    const open = (stub: Stub): Call => {
      const endless = inner.callArguments({}, { deadline: Infinity });
      const call = stub.makeBidiStreamRequest(BATCH_APPEND, same, same, ...endless);
      this.streams.set(call, new BatchStream(call));
      return call;
    };
    return inner.GRPCStreamCreator(StreamsClient, 'appendToStream', open, this.calls)();
  }
}

/** Servers before 21.10 know one append a call; the official client sees to that by itself. */
async function unary(client: EventStoreDBClient, request: BatchRequest, attemptMs: number): Promise<Written> {
  const { stream, expected, events } = request;
  const { nextExpectedRevision, position } = await client.appendToStream(stream, events.map(toClient), {
    expectedRevision: revisionOf(expected),
    deadline: attemptMs,
  });
  return { revision: Number(nextExpectedRevision), position: position && toPosition(position) };
}

const revisionOf = (expected: ExpectedRevision) => (expected === 'none' ? NO_STREAM : BigInt(expected));

const toClient = ({ id, type, data, metadata }: NewEvent) =>
  jsonEvent<JSONEventType>({ id, type, data: data as Record<string, unknown>, metadata });
