import type { Instant } from './time.js';

interface FactBase {
  /** The id of its event. The same id counts once. */
  readonly id: string;
  /** The revision of its event in the ticket's stream: orders facts of one instant. */
  readonly revision: number;
  readonly at: Instant;
}

/** An event of a ticket as the judge sees it (spec/judge.md, Facts). */
export type Fact = FactBase &
  (
    | {
        readonly type: 'opened';
        readonly tier: string;
        readonly priority: string;
        readonly category?: string;
        /** The reason, where the ticket is opened paused. */
        readonly paused?: string;
      }
    | { readonly type: 'response' }
    | { readonly type: 'customer-reply' }
    | { readonly type: `milestone:${string}` }
    | { readonly type: 'assigned'; readonly team: string; readonly agent?: string }
    | { readonly type: 'paused'; readonly reason: string }
    | { readonly type: 'resumed' }
    | { readonly type: 'priority'; readonly priority: string }
    | { readonly type: 'tier'; readonly tier: string }
    | { readonly type: 'category'; readonly category: string }
    | { readonly type: 'resolved' }
    | { readonly type: 'closed' }
    | { readonly type: 'reopened' }
    | { readonly type: 'cancelled' }
    | { readonly type: 'retracted'; readonly eventId: string }
    | { readonly type: 'excused'; readonly metric: string; readonly cycle: number; readonly reason: string }
  );

export type FactType = Fact['type'];

/** A fact that changes nothing where it stands, and why. */
export interface IgnoredFact {
  readonly id: string;
  readonly reason: string;
}
