import { Column, Entity, PrimaryColumn } from 'typeorm';
import { VerdictColumns } from '../verdicts/verdict-columns.js';
import type { Because } from './walk.js';

/** One row each time that something undid a breach that was known: the breach as it stood, and what undid it. */
@Entity({ name: 'undone_breaches' })
export class UndoneBreachEntity extends VerdictColumns {
  @PrimaryColumn({ name: 'ticket_id', type: 'text', collation: 'C', primaryKeyConstraintName: 'undone_breaches_pkey' })
  ticketId!: string;

  @PrimaryColumn({ type: 'text', collation: 'C', primaryKeyConstraintName: 'undone_breaches_pkey' })
  metric!: string;

  @PrimaryColumn({ type: 'integer', primaryKeyConstraintName: 'undone_breaches_pkey' })
  cycle!: number;

  /** Of the event that undid it. */
  @PrimaryColumn({ type: 'bigint', primaryKeyConstraintName: 'undone_breaches_pkey' })
  position!: string;

  @Column({ name: 'recorded_at', type: 'timestamptz' })
  recordedAt!: Date;

  @Column({ type: 'jsonb' })
  because!: Because;
}
