import { Column, Entity, Index, PrimaryColumn } from 'typeorm';

/**
 * What the models could not take, one row a stream: an `event` that cannot be applied (the rest of its stream waits),
 * or a `case` that cannot be judged as it stands (it has no verdicts until it can).
 */
@Entity({ name: 'dead_letters' })
@Index('dead_letters_by_stream', ['stream'])
export class DeadLetterEntity {
  /** The id of the event; of a case, the name of its stream. */
  @PrimaryColumn({ type: 'text', collation: 'C', primaryKeyConstraintName: 'dead_letters_pkey' })
  id!: string;

  @Column({ type: 'text' })
  kind!: 'event' | 'case';

  @Column({ type: 'text', collation: 'C' })
  stream!: string;

  @Column({ type: 'integer' })
  revision!: number;

  @Column({ type: 'bigint' })
  position!: string;

  @Column({ type: 'text' })
  type!: string;

  @Column({ type: 'text' })
  reason!: string;

  /** Revision of the last event of the stream that has come and waits. */
  @Column({ name: 'waiting_to', type: 'integer' })
  waitingTo!: number;

  @Column({ name: 'recorded_at', type: 'timestamptz' })
  recordedAt!: Date;
}
