import { type PublishedSet } from '../published-set.js';
import { baltimore311 } from './baltimore311.js';
import { boston311 } from './boston311.js';
import { uciIncidents } from './uci-incidents.js';
import { helpdeskItaly } from './helpdesk-italy.js';
import { rabobank } from './rabobank.js';

/** All published sets, in the order in which they are reported. */
export const SETS: readonly PublishedSet[] = [boston311, uciIncidents, rabobank, baltimore311, helpdeskItaly];
