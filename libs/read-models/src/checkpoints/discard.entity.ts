import { Column, Entity, PrimaryColumn } from 'typeorm';

/** An event that an operator gave up: the models are as if it had never been. A fold of `dead-letter-read-models`. */
@Entity({ name: 'discards' })
export class DiscardEntity {
  @PrimaryColumn({ type: 'text', collation: 'C', primaryKeyConstraintName: 'discards_pkey' })
  stream!: string;

  @PrimaryColumn({ type: 'integer', primaryKeyConstraintName: 'discards_pkey' })
  revision!: number;

  /** Of the event that is left out. */
  @Column({ name: 'event_id', type: 'text', collation: 'C' })
  eventId!: string;

  /** Of the event that says so. */
  @Column({ type: 'bigint' })
  position!: string;
}
