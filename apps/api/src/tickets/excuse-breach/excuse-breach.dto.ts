import { TicketBody } from '../../commands/command-body.dto.js';
import { CodeField, WholeField } from '../../fields/index.js';

/** A breach is excused; it stays a breach. */
export class ExcuseBreachBody extends TicketBody {
  @CodeField()
  metric!: string;

  @WholeField(1, 1_000_000, { description: 'Which running of the metric, from 1.' })
  cycle!: number;

  @CodeField()
  reason!: string;
}
