export * from './dead-letters.js';
export * from './events.js';
