export * from './calendars-of.js';
export * from './commands.js';
export * from './decide.js';
export * from './events.js';
export * from './rulebook.js';
export * from './state.js';
