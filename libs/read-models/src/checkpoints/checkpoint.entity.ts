import { Column, Entity, PrimaryColumn } from 'typeorm';

/** Where the read models stand: the pair (position, hand) that decides every row. Moves in the transaction of the rows. */
@Entity({ name: 'projection_checkpoints' })
export class CheckpointEntity {
  @PrimaryColumn({ type: 'text', primaryKeyConstraintName: 'projection_checkpoints_pkey' })
  name!: string;

  /** Of the last event looked at; -1: none yet. */
  @Column({ type: 'bigint' })
  position!: string;

  /** The instant up to which due times have been applied. */
  @Column({ type: 'timestamptz' })
  hand!: Date;

  /** How many events were applied. */
  @Column({ type: 'bigint' })
  events!: string;

  /** When the log took the last event applied. */
  @Column({ name: 'last_recorded_at', type: 'timestamptz', nullable: true })
  lastRecordedAt!: Date | null;

  @Column({ name: 'updated_at', type: 'timestamptz' })
  updatedAt!: Date;
}
