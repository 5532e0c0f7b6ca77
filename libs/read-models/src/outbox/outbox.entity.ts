import { Column, Entity, Index, PrimaryColumn } from 'typeorm';

/** One row a notice on its way to the log. It goes when the log gives the notice back. */
@Entity({ name: 'projection_outbox' })
@Index('projection_outbox_unsent', ['seq'], { where: 'sent_at IS NULL' })
export class OutboxEntity {
  /** Also the event's id in the log. */
  @PrimaryColumn({ type: 'text', collation: 'C', primaryKeyConstraintName: 'projection_outbox_pkey' })
  id!: string;

  /** In the order in which they were decided. */
  @Column({ type: 'bigint', generated: 'identity', generatedIdentity: 'ALWAYS' })
  seq!: string;

  @Column({ type: 'text', collation: 'C' })
  stream!: string;

  @Column({ type: 'text', collation: 'C' })
  type!: string;

  @Column({ type: 'jsonb' })
  data!: object;

  /** Id of the event that led to it; null where it was the clock alone. */
  @Column({ type: 'text', collation: 'C', nullable: true })
  causation!: string | null;

  @Column({ name: 'sent_at', type: 'timestamptz', nullable: true })
  sentAt!: Date | null;
}
