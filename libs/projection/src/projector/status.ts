import { positionOf } from '#event-store';
import { saveStatus, type ProjectionState } from '#read-models';
import { FOLLOWED } from '../streams.js';
import { lagOf } from './lag.js';
import type { Session } from './session.js';
import type { Resolved } from './settings.js';

/** How often a projector says how far it is, in milliseconds. */
export const STATUS_MS = 1_000;

/** Tells about once a second how far the models are, for queries and operators. */
export class StatusTeller {
  /** Whether the subscription has been at the head of the log. */
  caughtUp = false;
  private behindSince: number | null = null;
  private lastPosition = -1;

  constructor(
    private readonly session: Session,
    private readonly settings: Resolved,
  ) {}

  /** @param state said instead of what the lag tells */
  async tell(state?: ProjectionState): Promise<void> {
    const head = await this.settings.eventStore.head();
    if (state === undefined && this.caughtUp) await this.passForeign(head);
    const { checkpoint } = this.session;
    const now = this.settings.now();
    this.behindSince = head <= checkpoint.position ? null : (this.behindSince ?? now);
    const lag = lagOf({ checkpoint, head, caughtUp: this.caughtUp, behindSince: this.behindSince, now });
    await this.session.beside((db) => saveStatus(db, { ...lag, state: state ?? lag.state, head, error: null }));
  }

  /**
   * The log may end in events of streams that nobody here follows, and the server need not say so. Where a second has
   * brought nothing although the head is ahead, the rest is looked at, and passed if it is none of ours.
   */
  private async passForeign(head: number): Promise<void> {
    const { position } = this.session.checkpoint;
    const stands = position === this.lastPosition;
    this.lastPosition = position;
    if (!stands || head <= position) return;
    const rest = { after: positionOf(position), upTo: positionOf(head), streamPrefixes: FOLLOWED };
    for await (const _ of this.settings.eventStore.readAll(rest)) return;
    await this.session.step((models) => models.apply([{ kind: 'checkpoint', position: positionOf(head) }]));
  }
}
