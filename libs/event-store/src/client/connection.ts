import { EventStoreDBClient } from '@eventstore/db-client';
import { parseConnectionString } from '@eventstore/db-client/dist/Client/parseConnectionString.js';
import { StoreUnavailableError } from '../errors.js';
import { pause } from './retry.js';

/** How long a client that is let go of is given to end its streams, in milliseconds. */
const DISPOSE_MS = 500;

/** So many calls in a row without any answer: the connection is taken for dead, whatever TCP thinks of it. */
const UNANSWERED = 2;

/** So long without a connection: grpc-js has begun to wait before it tries again, soon for minutes. */
const AWAY_MS = 1_000;

/** A new client takes on another number than the last; so many are enough for the channel of the first to be gone. */
const NUMBERS = 1_000;

/** In the place of no limit at all: a day. */
const NO_TIMEOUT_MS = 86_400_000;

/** What is used of a client's channel. */
interface Channel {
  getTarget(): string;
  close(): void;
}

/**
 * The official client, and a new one when its connection is open but mute (the client itself notices that only after twenty
 * seconds without an answer to its pings, longer than a command may take), or when it has had none for a second: then the
 * waits between the attempts of the adapter rule, not those of grpc-js (1 s, then 1.6 times as long up to 120 s).
 */
export class Connection {
  private current: EventStoreDBClient;
  private renewals = 0;
  private unanswered = 0;
  /** Since when no call of this client got through to a server. */
  private awaySince: number | undefined;
  private readonly gone = new WeakSet<EventStoreDBClient>();

  constructor(
    private readonly connectionString: string,
    private readonly now: () => number,
  ) {
    this.current = EventStoreDBClient.connectionString(connectionString);
  }

  get client(): EventStoreDBClient {
    return this.current;
  }

  /** A call of this client got an answer, be it a refusal. */
  answered(client: EventStoreDBClient): void {
    if (client !== this.current) return;
    this.unanswered = 0;
    this.awaySince = undefined;
  }

  /** A call of this client found no server. */
  unreachable(client: EventStoreDBClient): void {
    if (client !== this.current) return;
    this.awaySince ??= this.now();
    if (this.now() - this.awaySince >= AWAY_MS) this.renew(client);
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
    this.awaySince = this.awaySince === undefined ? undefined : this.now();
    this.renewals = (this.renewals + 1) % NUMBERS;
    this.current = EventStoreDBClient.connectionString(distinct(this.connectionString, this.renewals));
    this.gone.add(client);
    void letGo(client);
  }

  /** Whether a client was let go of: a read that is cut off on it looks like one that has come to its end. */
  isGone(client: EventStoreDBClient): boolean {
    return this.gone.has(client);
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
    this.gone.add(this.current);
    await letGo(this.current);
  }
}

/** The client waits for the end of every stream it ever opened; one that was cut off early never says it. */
async function letGo(client: EventStoreDBClient): Promise<void> {
  const done = new AbortController();
  const disposed = client.dispose().finally(() => done.abort());
  await Promise.race([disposed, pause(DISPOSE_MS, done.signal)]);
  // Disposing leaves the connection open. Not waited for: a client without a node first looks for one.
  void channelOf(client).then(
    (channel) => channel.close(),
    () => undefined,
  );
}

/**
 * The same connection string for another TCP connection: channels with the same settings share one (grpc-js pools them), so
 * a new client would be as mute as the old, or wait as long. It waits a millisecond longer for answers to pings.
 */
function distinct(connectionString: string, renewals: number): string {
  const { keepAliveTimeout = 10_000 } = parseConnectionString(connectionString);
  const timeoutMs = (keepAliveTimeout < 0 ? NO_TIMEOUT_MS : keepAliveTimeout) + renewals;
  return `${connectionString.trim()}${connectionString.includes('?') ? '&' : '?'}keepAliveTimeout=${timeoutMs}`;
}

/** The client hides its channel from TypeScript only; it makes it when it has none. */
const channelOf = (client: EventStoreDBClient): Promise<Channel> =>
  (client as unknown as { getChannel(): Promise<Channel> }).getChannel();
