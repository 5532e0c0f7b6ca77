export { EmbeddedPostgres, PostgresStartError, type EmbeddedPostgresOptions } from './embedded-postgres.js';
export { type Place } from './place.js';
