import { Column, Entity, PrimaryColumn } from 'typeorm';

export type RebuildState = 'reading' | 'judging' | 'indexing' | 'catching-up' | 'done' | 'failed';

/** The last or present rebuild of a projection, beside the live model. */
@Entity({ name: 'projection_rebuilds' })
export class RebuildEntity {
  @PrimaryColumn({ type: 'text', primaryKeyConstraintName: 'projection_rebuilds_pkey' })
  name!: string;

  @Column({ type: 'text' })
  state!: RebuildState;

  /** 0 to 1. */
  @Column({ type: 'double precision' })
  progress!: number;

  /** Events read so far. */
  @Column({ type: 'bigint' })
  events!: string;

  @Column({ name: 'events_per_second', type: 'double precision' })
  eventsPerSecond!: number;

  @Column({ type: 'timestamptz', nullable: true })
  eta!: Date | null;

  @Column({ name: 'started_at', type: 'timestamptz' })
  startedAt!: Date;

  @Column({ name: 'finished_at', type: 'timestamptz', nullable: true })
  finishedAt!: Date | null;

  @Column({ type: 'text', nullable: true })
  error!: string | null;

  @Column({ name: 'updated_at', type: 'timestamptz' })
  updatedAt!: Date;
}
