export { EventNode, type EventNodeOptions } from './event-node.js';
export { DirectoryInUseError } from './storage/directory-lock.js';
export { ForeignDirectoryError, TornDirectoryError } from './storage/data-directory.js';
export { PortTakenError } from './wire/server.js';
export type { WriteFigures } from './storage/committer.js';
