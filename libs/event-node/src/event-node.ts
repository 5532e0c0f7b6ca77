import { randomUUID } from 'node:crypto';
import { Committer, type WriteFigures } from './storage/committer.js';
import { DataDirectory } from './storage/data-directory.js';
import { Signals } from './subscriptions/signals.js';
import { GrpcServer, type Handler } from './wire/server.js';
import { appendCall } from './service/append-call.js';
import { MAX_APPEND_BYTES } from './service/append-limit.js';
import { batchAppendCall } from './service/batch-append-call.js';
import { deleteCall } from './service/delete-call.js';
import { featuresCall } from './service/features-call.js';
import { gossipCall } from './service/gossip-call.js';
import { listNoneCall } from './service/persistent-subscriptions.js';
import { answerWeb } from './service/web.js';
import { readCall } from './service/read-call.js';
import { Writer } from './service/writer.js';

export interface EventNodeOptions {
  /** Made when it does not exist; else it must be one of this node's. */
  readonly dataDir: string;
  /** 0, the default: a free one. */
  readonly port?: number;
  readonly host?: '127.0.0.1';
  /** Milliseconds since 1970; recorded as the events' time and used for `$maxAge` and deadlines. */
  readonly now?: () => number;
  /** Ids of the events that the node itself writes, and of subscriptions. */
  readonly newId?: () => string;
  /** Bytes of event data that one append may have; 1,048,576 when not given. */
  readonly maxAppendBytes?: number;
}

/**
 * An EventStoreDB-compatible node within this process.
 *
 *     const node = await EventNode.open({ dataDir: './data' });
 *     const client = EventStoreDBClient.connectionString(node.connectionString);
 */
export class EventNode {
  private constructor(
    private readonly directory: DataDirectory,
    private readonly committer: Committer,
    private readonly server: GrpcServer,
    /** The port it listens on. */
    readonly port: number,
  ) {}

  /**
   * Opens the data directory and listens.
   *
   * @throws DirectoryInUseError, ForeignDirectoryError, TornDirectoryError, PortTakenError
   */
  static async open(options: EventNodeOptions): Promise<EventNode> {
    const { dataDir, port = 0, host = '127.0.0.1', now = Date.now, newId = randomUUID } = options;
    const directory = await DataDirectory.open(dataDir);
    const { store } = directory;
    const signals = new Signals();
    const committer = new Committer(store, now, (draft) => signals.committed(draft.streams.keys()));
    const writer = new Writer(committer, newId, options.maxAppendBytes ?? MAX_APPEND_BYTES);
    const server = new GrpcServer(handlers(writer, { store, signals, now }, newId), answerWeb);
    try {
      return new EventNode(directory, committer, server, await server.listen(port, host));
    } catch (error) {
      await directory.close();
      throw error;
    }
  }

  get connectionString(): string {
    return `esdb://127.0.0.1:${this.port}?tls=false`;
  }

  /** Writes asked for and transactions flushed since the node was opened. */
  get figures(): WriteFigures {
    return this.committer.figures;
  }

  /** Finishes the writes under way, ends the calls and gives the directory free. */
  async close(): Promise<void> {
    await this.committer.close();
    await this.server.close();
    await this.directory.close();
  }
}

function handlers(writer: Writer, feed: Parameters<typeof readCall>[0], newId: () => string): Map<string, Handler> {
  const streams = '/event_store.client.streams.Streams';
  return new Map<string, Handler>([
    [`${streams}/Append`, appendCall(writer)],
    [`${streams}/BatchAppend`, batchAppendCall(writer, feed.now)],
    [`${streams}/Delete`, deleteCall(writer, 'soft')],
    [`${streams}/Tombstone`, deleteCall(writer, 'tombstone')],
    [`${streams}/Read`, readCall(feed, newId)],
    ['/event_store.client.server_features.ServerFeatures/GetSupportedMethods', featuresCall],
    ['/event_store.client.gossip.Gossip/Read', gossipCall(newId(), feed.now)],
    ['/event_store.client.persistent_subscriptions.PersistentSubscriptions/List', listNoneCall],
  ]);
}
