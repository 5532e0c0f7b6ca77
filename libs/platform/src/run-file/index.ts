export { commandLineOf, identityOf, isAlive } from './processes.js';
export { freePort, isFree } from './ports.js';
export { onEnd, PARENT_PIPE } from './lifetime.js';
export {
  claimRunFile,
  readRunFile,
  removeRunFile,
  running,
  stillRuns,
  writeRunFile,
  type RunFile,
  type Running,
} from './run-file.js';
