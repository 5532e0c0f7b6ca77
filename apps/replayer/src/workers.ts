import { availableParallelism } from 'node:os';
import { ConfigError, type Environment } from '#platform';

/** More threads than this gain nothing: PostgreSQL has to serve them all. */
const MOST_WORKERS = 8;

/**
 * How many threads judge: `AVENANT_AUDIT_WORKERS`, 1 to 8, else as many as there are processors.
 * @throws ConfigError
 */
export function workersOf(env: Environment): number {
  const given = env['AVENANT_AUDIT_WORKERS']?.trim() ?? '';
  if (given === '') return Math.min(availableParallelism(), MOST_WORKERS);
  if (/^[1-8]$/.test(given)) return Number(given);
  throw new ConfigError('AVENANT_AUDIT_WORKERS', given, `it must be a whole number from 1 to ${MOST_WORKERS}`);
}
