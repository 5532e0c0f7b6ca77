import { type ApiClient } from '../../api-client/api-client.js';
import { Lane, type LaneEvents, type LanePatience } from './lane.js';
import { type Outgoing } from './outgoing.js';

const LANES = 4;
/** Commands of one request: enough to keep the server's places busy, few enough to send again. */
const BATCH = 256;
/** Commands that wait in a lane before the reader has to. */
const WAITING = 2 * BATCH;

/** A lane's queue: the reader waits where it is full, the lane where it is empty. */
class Queue {
  private items: Outgoing[] = [];
  private ended = false;
  private wake: (() => void)[] = [];

  async push(item: Outgoing): Promise<void> {
    while (this.items.length >= WAITING && !this.ended) await this.change();
    this.items.push(item);
    this.changed();
  }

  /** The next commands, at most a batch of them; none at the end. */
  async take(): Promise<readonly Outgoing[]> {
    while (this.items.length === 0 && !this.ended) await this.change();
    const taken = this.items.splice(0, BATCH);
    this.changed();
    return taken;
  }

  end(): void {
    this.ended = true;
    this.changed();
  }

  private change(): Promise<void> {
    return new Promise((resolve) => this.wake.push(resolve));
  }

  private changed(): void {
    for (const wake of this.wake.splice(0)) wake();
  }
}

/**
 * Sends commands over several connections at once. All commands of a ticket go through one lane, so they keep their
 * order; memory is bounded, because `send` waits while its lane is behind.
 */
export class Sender {
  private readonly queues = Array.from({ length: LANES }, () => new Queue());
  private readonly work: Promise<void>;
  private failure: Error | undefined;

  constructor(api: ApiClient, events: LaneEvents, patience: LanePatience) {
    const lane = new Lane(api, events, patience);
    this.work = Promise.all(this.queues.map((queue) => this.drain(queue, lane))).then(() => undefined);
    this.work.catch((error: unknown) => {
      this.failure = error instanceof Error ? error : new Error(String(error));
      for (const queue of this.queues) queue.end();
    });
  }

  /** Takes a command; waits while there are too many before it. @throws what ended the sending */
  async send(outgoing: Outgoing): Promise<void> {
    if (this.failure !== undefined) throw this.failure;
    await this.queues[laneOf(outgoing.command.ticketId)]?.push(outgoing);
  }

  /** Waits until all that was taken is answered. @throws what ended the sending */
  async finish(): Promise<void> {
    for (const queue of this.queues) queue.end();
    await this.work;
  }

  private async drain(queue: Queue, lane: Lane): Promise<void> {
    for (let batch = await queue.take(); batch.length > 0; batch = await queue.take()) {
      if (this.failure !== undefined) return;
      await lane.send(batch);
    }
  }
}

/** FNV-1a: the same ticket always has the same lane. */
function laneOf(ticketId: string): number {
  let hash = 0x811c9dc5;
  for (let index = 0; index < ticketId.length; index += 1)
    hash = Math.imul(hash ^ ticketId.charCodeAt(index), 0x01000193);
  return (hash >>> 0) % LANES;
}
