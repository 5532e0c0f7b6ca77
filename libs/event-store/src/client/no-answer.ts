import { ErrorType, type StreamingRead } from '@eventstore/db-client';

/** No answer came within the time that a call is given. */
export class NoAnswerError extends Error {
  override readonly name = 'NoAnswerError';

  constructor(ms: number) {
    super(`no answer within ${ms} ms`);
  }
}

export const isSilence = (error: unknown): boolean =>
  error instanceof NoAnswerError || (error as { type?: ErrorType }).type === ErrorType.DEADLINE_EXCEEDED;

/** No server was found, or the connection to it broke. */
export const isUnreachable = (error: unknown): boolean =>
  (error as { type?: ErrorType }).type === ErrorType.UNAVAILABLE;

/** The answer, or NoAnswerError when it does not come in time. */
export async function withinMs<T>(answer: Promise<T>, ms: number): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new NoAnswerError(ms)), ms);
  });
  try {
    return await Promise.race([answer, late]);
  } finally {
    clearTimeout(timer);
  }
}

/**
 * What a read of the official client gives, or NoAnswerError when nothing comes for too long: the client gives every read
 * an endless deadline, whatever it is told (6.2.1, callArguments). To be read to its end.
 */
export async function* answersOf<T>(read: StreamingRead<T>, silentMs: number): AsyncGenerator<T> {
  const timer = setTimeout(() => {
    read.destroy(new NoAnswerError(silentMs));
    read.cancel().catch(() => undefined);
  }, silentMs);
  try {
    for await (const item of read) {
      timer.refresh();
      yield item;
    }
  } finally {
    clearTimeout(timer);
  }
}
