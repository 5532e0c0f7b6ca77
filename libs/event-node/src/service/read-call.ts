import type { Call } from '../wire/call.js';
import { parseReadRequest } from '../wire/read-request.js';
import { readAll } from '../reading/read-all.js';
import { readStream } from '../reading/read-stream.js';
import { subscribeToAll } from '../subscriptions/subscribe-to-all.js';
import { subscribeToStream, type StreamFeed } from '../subscriptions/subscribe-to-stream.js';
import type { NewId } from './write-operations.js';

/** Serves Read: reads and subscriptions of a stream and of `$all`. */
export function readCall(feed: StreamFeed, newId: NewId): (call: Call) => Promise<void> {
  const { store, signals, now } = feed;
  return async (call) => {
    const request = parseReadRequest(await call.receiveOne());
    if (request.target.unanswerable) return;
    switch (request.kind) {
      case 'read-stream':
        return readStream(store, now, call, request.target, request.count);
      case 'read-all':
        return readAll(store, call, request.target, request.count);
      case 'subscribe-to-stream':
        return subscribeToStream(feed, call, newId(), request.target);
      case 'subscribe-to-all':
        return subscribeToAll(store, signals, call, newId(), request.target);
    }
  };
}
