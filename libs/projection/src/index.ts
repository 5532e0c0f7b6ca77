export { Models, type ModelsSettings } from './models/models.js';
export { writerConnection } from './projector/connection.js';
export { Projector } from './projector/projector.js';
export type { ProjectorEvent, ProjectorSettings } from './projector/settings.js';
export { Session, type SessionSettings } from './projector/session.js';
export { FOLLOWED } from './streams.js';
export { rebuild, RebuildUnderWayError, type RebuildSettings } from './rebuild/rebuild.js';
