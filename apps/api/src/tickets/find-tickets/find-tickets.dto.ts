import type { CaseStatus } from '#read-models';
import { ChoiceField, CodeField, IdField } from '../../fields/index.js';
import { ListDto } from '../../queries/ask.dto.js';
import { InstantParameter } from '../../queries/parameters.js';

const STATUSES: readonly CaseStatus[] = ['open', 'paused', 'resolved', 'closed', 'cancelled'];

export class FindTicketsDto extends ListDto {
  @IdField({ optional: true })
  agreementId?: string;

  @CodeField({ optional: true })
  customer?: string;

  @ChoiceField(STATUSES, { optional: true })
  status?: CaseStatus;

  @CodeField({ optional: true })
  tier?: string;

  @CodeField({ optional: true })
  priority?: string;

  @CodeField({ optional: true })
  category?: string;

  @CodeField({ optional: true })
  team?: string;

  @InstantParameter('Opened at or after this instant.')
  openedFrom?: string;

  @InstantParameter('Opened before this instant.')
  openedTo?: string;
}

/** A ticket in a list, as it stands at the hand. */
export class TicketItem {
  ticketId!: string;
  agreementId!: string;
  customer!: string;
  tier!: string;
  priority!: string;
  category!: string | null;
  team!: string | null;
  agent!: string | null;
  status!: CaseStatus;
  openedAt!: string;
  /** When it was resolved, closed or cancelled. */
  finishedAt!: string | null;
  /** The last rating, 1 to 5. */
  score!: number | null;
  /** Of the last event of its stream. */
  revision!: number;
}

export const TICKET_FIELDS = [
  'ticketId',
  'agreementId',
  'customer',
  'tier',
  'priority',
  'category',
  'team',
  'agent',
  'status',
  'openedAt',
  'finishedAt',
  'score',
  'revision',
] as const satisfies readonly (keyof TicketItem)[];
