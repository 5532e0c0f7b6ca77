import { Column, Entity, PrimaryColumn } from 'typeorm';

export type ProjectionState = 'starting' | 'catching-up' | 'live' | 'paused' | 'failed' | 'stopped';

/** What the hot projector last said of itself: about once a second. */
@Entity({ name: 'projection_status' })
export class StatusEntity {
  @PrimaryColumn({ type: 'text', primaryKeyConstraintName: 'projection_status_pkey' })
  name!: string;

  @Column({ type: 'text' })
  state!: ProjectionState;

  /** The last event of the whole log, as last seen. */
  @Column({ type: 'bigint' })
  head!: string;

  /** Events not yet applied; an estimate while catching up, exact when live. */
  @Column({ name: 'lag_events', type: 'bigint' })
  lagEvents!: string;

  /** How old the models are: 0 when live, else now less the recording of the last event applied. */
  @Column({ name: 'lag_ms', type: 'bigint' })
  lagMs!: string;

  /** The last error, where the state is `failed`. */
  @Column({ type: 'text', nullable: true })
  error!: string | null;

  @Column({ name: 'updated_at', type: 'timestamptz' })
  updatedAt!: Date;
}
