import type { Scenario } from './scenario.js';
import { appendContent } from './scenarios/append-content.js';
import { appendIdempotency } from './scenarios/append-idempotency.js';
import { appendLimits } from './scenarios/append-limits.js';
import { appendRevisions } from './scenarios/append-revisions.js';
import { bulkScenarios } from './scenarios/bulk.js';
import { checkpointScenarios } from './scenarios/checkpoints.js';
import { connectScenarios } from './scenarios/connect.js';
import { deleteScenarios } from './scenarios/delete.js';
import { linkScenarios } from './scenarios/links.js';
import { metadataScenarios } from './scenarios/metadata.js';
import { rawAppendScenarios } from './scenarios/raw-append.js';
import { rawReadScenarios } from './scenarios/raw-read.js';
import { readAllScenarios } from './scenarios/read-all.js';
import { readStreamScenarios } from './scenarios/read-stream.js';
import { subscribeToAllScenarios } from './scenarios/subscribe-all.js';
import { subscribeToStreamScenarios } from './scenarios/subscribe-stream.js';
import { subscriptionLifeScenarios } from './scenarios/subscription-life.js';
import { tombstoneScenarios } from './scenarios/tombstone.js';

/** Every scenario of this suite, under the name it has in the recordings. */
export const CATALOGUE: readonly Scenario[] = [
  ...(['batch', 'unary'] as const).flatMap((path) => [
    ...appendRevisions(path),
    ...appendIdempotency(path),
    ...appendLimits(path),
    ...appendContent(path),
  ]),
  ...readStreamScenarios,
  ...linkScenarios,
  ...readAllScenarios,
  ...metadataScenarios,
  ...deleteScenarios,
  ...tombstoneScenarios,
  ...subscribeToStreamScenarios,
  ...subscriptionLifeScenarios,
  ...subscribeToAllScenarios,
  ...checkpointScenarios,
  ...bulkScenarios,
  ...rawReadScenarios,
  ...rawAppendScenarios,
  ...connectScenarios,
];

/** Scenarios of a minute or more: `npm run conformance` plays them, `npm test` does not. */
export const LONG: readonly string[] = ['bulk.200k-read'];

/** Recorded scenarios that describe EventStoreDB's own installation, not its behaviour. */
export const SERVERS_OWN: readonly string[] = [
  'connect.gossip',
  'connect.http',
  'connect.server-features',
  'read.all.start-of-database',
];

/** Recorded scenarios of what this node does not implement. */
export const isUnimplemented = (name: string): boolean => name.startsWith('persistent.');
