export * from './client/client-event-store.js';
export * from './errors.js';
export * from './port.js';
export { plainEvent } from './reader/late-event.js';
export { EventPack, packedByStream, unpackEvent } from './reader/packed-events.js';
