import { ErrorType, type EventStoreDBClient } from '@eventstore/db-client';
import { StoreUnavailableError } from '../errors.js';
import { ReadDeniedError } from '../reader/read-errors.js';
import type { Connection } from './connection.js';
import { isSilence, isUnreachable } from './no-answer.js';
import { pause, waitBefore, type Backoff } from './retry.js';

export interface CallSettings {
  /** One attempt, in milliseconds: the client itself may wait for ever for an answer that got lost. */
  readonly attemptMs: number;
  /** All attempts together. */
  readonly withinMs: number;
  readonly backoff: Backoff;
  readonly now: () => number;
  /** Told of each attempt that failed and is followed by another. */
  readonly onTrouble: (doing: string, error: unknown) => void;
  readonly closing: AbortSignal;
}

/** The call ended because its connection was let go of; what it gave may be incomplete. */
class CutOffError extends Error {
  override readonly name = 'CutOffError';
}

/** Calls that change nothing: tried until one is answered or the time is up. */
export class Calls {
  constructor(
    private readonly connection: Connection,
    private readonly settings: CallSettings,
  ) {}

  /** @throws StoreUnavailableError, its cause being the last failure */
  async repeated<T>(doing: string, call: (client: EventStoreDBClient) => Promise<T>): Promise<T> {
    const { now, withinMs, backoff, onTrouble, closing } = this.settings;
    const until = now() + withinMs;
    for (let repeat = 0; ; repeat += 1) {
      try {
        return await this.once(call);
      } catch (error) {
        if (closing.aborted || isFinal(error) || now() >= until)
          throw new StoreUnavailableError(doing, { cause: error });
        onTrouble(doing, error);
        await pause(waitBefore(repeat, backoff), closing);
      }
    }
  }

  /** One attempt; a connection that leaves too many without an answer, or is none for too long, is replaced. */
  async once<T>(call: (client: EventStoreDBClient) => Promise<T>): Promise<T> {
    const { client } = this.connection;
    try {
      const answer = await call(client);
      if (this.connection.isGone(client)) throw new CutOffError('the connection was replaced while the call waited');
      this.connection.answered(client);
      return answer;
    } catch (error) {
      if (isSilence(error)) this.connection.noAnswer(client);
      else if (isUnreachable(error)) this.connection.unreachable(client);
      else if (!(error instanceof CutOffError)) this.connection.answered(client);
      throw error;
    }
  }
}

/** Errors that no repeat mends. */
export function isFinal(error: unknown): boolean {
  const { type } = error as { type?: ErrorType };
  return (
    error instanceof RangeError ||
    error instanceof ReadDeniedError ||
    type === ErrorType.ACCESS_DENIED ||
    type === ErrorType.STREAM_DELETED
  );
}
