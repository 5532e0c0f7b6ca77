import { EventStoreDBClient } from '@eventstore/db-client';
import { StoreUnavailableError } from '../errors.js';
import { pause } from './retry.js';

/** How long a client that is let go of is given to end its streams, in milliseconds. */
const DISPOSE_MS = 500;

/** So many calls in a row without any answer: the connection is taken for dead, whatever TCP thinks of it. */
const UNANSWERED = 2;

/** What is used of a client's channel. */
interface Channel {
  getTarget(): string;
  close(): void;
}

/**
 * The official client, and a new one when its connection is open but mute: the client itself notices that only after twenty
 * seconds without an answer to its pings, longer than a command may take.
 */
export class Connection {
  private current: EventStoreDBClient;
  private unanswered = 0;

  constructor(private readonly connectionString: string) {
    this.current = EventStoreDBClient.connectionString(connectionString);
  }

  get client(): EventStoreDBClient {
    return this.current;
  }

  /** A call of the client got an answer, be it a refusal. */
  answered(): void {
    this.unanswered = 0;
  }

  /** A call of this client got no answer in its time. */
  noAnswer(client: EventStoreDBClient): void {
    if (client !== this.current) return;
    this.unanswered += 1;
    if (this.unanswered >= UNANSWERED) this.renew(client);
  }

  /** Takes a new client in the place of this one. What still waits on the old one is cut off. */
  renew(client: EventStoreDBClient): void {
    if (client !== this.current) return;
    this.unanswered = 0;
    this.current = EventStoreDBClient.connectionString(this.connectionString);
    void letGo(client);
  }

  /**
   * `host:port` of the node that the client speaks to; in a cluster the one it found by gossip and its node preference.
   * @throws StoreUnavailableError when none is found
   */
  async node(): Promise<string> {
    try {
      const target = (await channelOf(this.current)).getTarget();
      return target.slice(target.indexOf(':') + 1);
    } catch (error) {
      throw new StoreUnavailableError('looking for a node', { cause: error });
    }
  }

  async close(): Promise<void> {
    await letGo(this.current);
  }
}

/** The client waits for the end of every stream it ever opened; one that was cut off early never says it. */
async function letGo(client: EventStoreDBClient): Promise<void> {
  await Promise.race([client.dispose(), pause(DISPOSE_MS)]);
}

/** The client hides its channel from TypeScript only; it makes it when it has none. */
const channelOf = (client: EventStoreDBClient): Promise<Channel> =>
  (client as unknown as { getChannel(): Promise<Channel> }).getChannel();
