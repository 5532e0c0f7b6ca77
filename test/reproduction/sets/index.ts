import { type PublishedSet } from '../published-set.js';
import { boston311 } from './boston311.js';

/** All published sets, in the order in which they are reported. */
export const SETS: readonly PublishedSet[] = [boston311];
