import type { Fact } from '#judge';
import type { Recorded } from '../event.js';
import type { TicketEvent } from './events.js';
import { toFact } from './facts.js';

/** What a decision about a ticket needs to know: its case. */
export type TicketState =
  | { readonly kind: 'unopened' }
  | {
      readonly kind: 'opened';
      readonly agreementId: string;
      readonly customer: string;
      readonly facts: readonly Fact[];
      /** Of the last event. */
      readonly revision: number;
    };

export type OpenedTicket = Extract<TicketState, { kind: 'opened' }>;

export const initialTicket: TicketState = { kind: 'unopened' };

/** The state after one more event. */
export function evolveTicket(state: TicketState, event: Recorded<TicketEvent>): TicketState {
  const fact = toFact(event);
  const added = fact === null ? [] : [fact];
  if (state.kind === 'opened') return { ...state, facts: [...state.facts, ...added], revision: event.revision };
  if (event.type !== 'TicketOpened') return state;
  const { agreementId, customer } = event.data;
  return { kind: 'opened', agreementId, customer, facts: added, revision: event.revision };
}
