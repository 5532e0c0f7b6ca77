import type { Client } from 'pg';
import type { Discards } from '../models/discards.js';
import type { Progress } from './progress.js';
import type { Spool } from './spool.js';

/** Where the events of tickets wait to be judged, and what is needed beside them. */
export interface Source {
  /** For everything but loading rows; its search path says which schema is filled. */
  readonly db: Client;
  readonly spool: Spool;
  readonly discards: Discards;
  readonly progress: Progress;
}
