import type { Call } from '../wire/call.js';
import { frame } from '../wire/framing.js';
import { ProtoWriter } from '../wire/protobuf.js';

/** The server whose behaviour this node has. */
export const SERVER_VERSION = '23.10.6';

const STREAMS = 'event_store.client.streams.streams';

const PERSISTENT = 'event_store.client.persistent_subscriptions.persistentsubscriptions';

/**
 * What this node implements, and persistent subscriptions, which it does not: clients that do not see those here would ask
 * for them over HTTP instead of hearing UNIMPLEMENTED.
 */
const METHODS: readonly (readonly [service: string, method: string, features: readonly string[]])[] = [
  [STREAMS, 'append', []],
  [STREAMS, 'batchappend', ['deadline_duration']],
  [STREAMS, 'delete', []],
  [STREAMS, 'read', ['position', 'events']],
  [STREAMS, 'tombstone', []],
  ...['create', 'update', 'delete', 'read', 'getinfo', 'replayparked', 'list', 'restartsubsystem'].map(
    (method) => [PERSISTENT, method, ['stream', 'all']] as const,
  ),
  ['event_store.client.gossip.gossip', 'read', []],
  ['event_store.client.server_features.serverfeatures', 'getsupportedmethods', []],
];

/** Serves ServerFeatures/GetSupportedMethods. */
export async function featuresCall(call: Call): Promise<void> {
  await call.receiveOne();
  const answer = new ProtoWriter();
  for (const [service, method, features] of METHODS) {
    const entry = new ProtoWriter().string(1, method).string(2, service);
    for (const feature of features) entry.string(3, feature);
    answer.message(1, entry);
  }
  call.end(frame(answer.string(2, SERVER_VERSION).finish()));
}
