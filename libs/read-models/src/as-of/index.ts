export { asOfOf, readLastRecorded, resolveAsOf, type AsOf, type AsOfAsked, type Mark } from './resolve.js';
export { demandOneState, ModelsReplacedError } from './one-state.js';
export { AsOfWorld, type AsOfSight } from './world.js';
