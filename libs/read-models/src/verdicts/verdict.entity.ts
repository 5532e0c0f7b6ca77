import { Entity, PrimaryColumn } from 'typeorm';
import { VerdictColumns } from './verdict-columns.js';

/** One row a clock, as judged at the clock hand. Nothing in it grows with the clock. */
@Entity({ name: 'verdicts' })
export class VerdictEntity extends VerdictColumns {
  @PrimaryColumn({ name: 'ticket_id', type: 'text', collation: 'C', primaryKeyConstraintName: 'verdicts_pkey' })
  ticketId!: string;

  @PrimaryColumn({ type: 'text', collation: 'C', primaryKeyConstraintName: 'verdicts_pkey' })
  metric!: string;

  @PrimaryColumn({ type: 'integer', primaryKeyConstraintName: 'verdicts_pkey' })
  cycle!: number;
}
