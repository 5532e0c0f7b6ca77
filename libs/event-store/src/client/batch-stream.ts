import type { Duplex } from 'node:stream';
import { convertToCommandError } from '@eventstore/db-client/dist/utils/CommandError.js';
import { v4 } from 'uuid';
import type { Position } from '../port.js';
import { batchMessages, readBatchAnswer, type BatchRequest } from './batch-messages.js';

/** Where the last event of an append stands; older servers do not say the position. */
export interface Written {
  readonly revision: number;
  readonly position: Position | undefined;
}

/** The server ended the stream of appends, as one that goes down may. */
export class BatchEndedError extends Error {
  override readonly name = 'BatchEndedError';

  constructor() {
    super('the stream of appends was ended by the server');
  }
}

/** A call of grpc-js. */
export type Call = Duplex & { cancel(): void };

interface Waiting {
  readonly stream: string;
  readonly resolve: (written: Written) => void;
  readonly reject: (error: Error) => void;
}

/**
 * One BatchAppend call: appends go out as they come, answers come as they reach the disk. Invariant: what waits belongs to
 * this call alone, and every append on it ends with an answer or with the call.
 */
export class BatchStream {
  private readonly waiting = new Map<string, Waiting>();
  private ending: Error | undefined;

  /** @param call carries one message each way at a time, as bytes */
  constructor(private readonly call: Call) {
    call.on('data', (bytes: Buffer) => this.take(bytes));
    call.on('error', (error) => this.end(convertToCommandError(error)));
    call.on('end', () => this.end(new BatchEndedError()));
    call.on('close', () => this.end(new BatchEndedError()));
  }

  /** Whether the call has ended: nothing can be sent on it any more. */
  get isOver(): boolean {
    return this.ending !== undefined;
  }

  /** @throws an error of the official client: what the server refused, or what ended the call */
  append(request: BatchRequest): Promise<Written> {
    if (this.ending !== undefined) return Promise.reject(this.ending);
    const id = v4();
    return new Promise((resolve, reject) => {
      this.waiting.set(id, { stream: request.stream, resolve, reject });
      // Not waiting for room: every caller waits for its answer, so their number bounds what is held here.
      for (const message of batchMessages(id, request)) this.call.write(message);
    });
  }

  private take(bytes: Buffer): void {
    try {
      const answer = readBatchAnswer(bytes, (id) => this.waiting.get(id ?? '')?.stream ?? 'unknown');
      const waiting = this.waiting.get(answer.id ?? '');
      this.waiting.delete(answer.id ?? '');
      if (answer.kind === 'written') waiting?.resolve(answer);
      else waiting?.reject(answer.error);
    } catch (error) {
      // Whose answer it was is not known, so nobody's outcome is.
      this.call.cancel();
      this.call.destroy(error as Error);
    }
  }

  private end(error: Error): void {
    this.ending ??= error;
    const left = [...this.waiting.values()];
    this.waiting.clear();
    for (const { reject } of left) reject(error);
  }
}
