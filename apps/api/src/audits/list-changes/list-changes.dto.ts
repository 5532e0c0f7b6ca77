import { CodeField, FormField } from '../../fields/index.js';
import { ListDto } from '../../queries/ask.dto.js';
import { VerdictAnswer } from '../../queries/verdict.dto.js';

export class ListChangesDto extends ListDto {
  @CodeField({ optional: true })
  metric?: string;

  @FormField(/^(same-state|[a-z]{3,9}>[a-z]{3,9})$/, 'same-state, or two states as in met>breached', {
    optional: true,
    description: 'One kind of change: `met>breached`, `none>met`, `same-state` and so on.',
  })
  change?: string;

  @CodeField({ optional: true, description: 'As it was before; where there was no clock before, as it is after.' })
  tier?: string;

  @CodeField({ optional: true, description: 'As it was before; where there was no clock before, as it is after.' })
  category?: string;
}

/** A verdict that differs, or is there on one side only. */
export class ChangeAnswer {
  ticketId!: string;
  metric!: string;
  cycle!: number;
  before!: VerdictAnswer | null;
  after!: VerdictAnswer | null;
  /** A sentence that a customer can read. */
  why!: string;
}

export const CHANGE_FIELDS = [
  'ticketId',
  'metric',
  'cycle',
  'before',
  'after',
  'why',
] as const satisfies readonly (keyof ChangeAnswer)[];
