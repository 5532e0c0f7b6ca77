import { Column, Entity, PrimaryGeneratedColumn } from 'typeorm';

export type RequestKind = 'rebuild' | 'pause' | 'resume' | 'retry';

/** What an operator asks of the projector. NOTIFY `avenant_requests` wakes it. */
@Entity({ name: 'projection_requests' })
export class RequestEntity {
  @PrimaryGeneratedColumn('identity', {
    type: 'bigint',
    generatedIdentity: 'ALWAYS',
    primaryKeyConstraintName: 'projection_requests_pkey',
  })
  id!: string;

  @Column({ type: 'text' })
  name!: string;

  @Column({ type: 'text' })
  kind!: RequestKind;

  /** The id of the dead letter to retry. */
  @Column({ type: 'text', nullable: true })
  argument!: string | null;

  @Column({ name: 'requested_at', type: 'timestamptz', default: () => 'clock_timestamp()' })
  requestedAt!: Date;

  @Column({ name: 'done_at', type: 'timestamptz', nullable: true })
  doneAt!: Date | null;

  @Column({ type: 'text', nullable: true })
  error!: string | null;
}
