export * from './counts.js';
export * from './difference.js';
export * from './tally.js';
