import { type PlacedFact } from '../facts/order.js';
import { type Ticket } from '../facts/ticket.js';
import { type CompiledRulebook } from '../versions/rulebook.js';
import { type Fired } from './triggers.js';
import { type Clock, type Pause } from './clock.js';

/** A case while it is walked through: what its facts so far have done. */
export interface CaseRun {
  readonly rules: CompiledRulebook;
  readonly openedAt: number;
  readonly ticket: Ticket;
  readonly placed: readonly PlacedFact[];
  /** The place in the walk of the fact being taken, or of the next one while versions switch. */
  index: number;
  readonly pauses: Pause[];
  readonly clocks: Clock[];
  /** How often each metric has started, with or without a target. */
  readonly starts: Map<string, number>;
  /** The places of the facts that changed tier, priority or category. */
  readonly changes: number[];
  responded: boolean;
  /** A customer's reply came while the ticket was resolved and waits for the reopening. */
  replyWaits: boolean;
  /** The place of a reopening under the policy `ignore`, from which no clock starts any more; Infinity without. */
  noStartsFrom: number;
  /** What each fact taken so far has fired, by its place; nothing for one ignored. */
  readonly fired: Fired[];
  /** What the ticket was at the last resolution. */
  resolvedAs: {
    readonly index: number;
    readonly tier: string;
    readonly priority: string;
    readonly category: string | null;
  } | null;
}
