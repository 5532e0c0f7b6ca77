export * from './events.js';
export * from './notice-id.js';
