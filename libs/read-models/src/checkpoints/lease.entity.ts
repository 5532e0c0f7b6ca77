import { Column, Entity, PrimaryColumn } from 'typeorm';

/** Who may write. The epoch grows with each change of hands and is checked inside every transaction of the writer. */
@Entity({ name: 'projection_leases' })
export class LeaseEntity {
  @PrimaryColumn({ type: 'text', primaryKeyConstraintName: 'projection_leases_pkey' })
  name!: string;

  @Column({ type: 'bigint' })
  epoch!: string;

  @Column({ type: 'text', nullable: true })
  owner!: string | null;

  /** By PostgreSQL's clock. */
  @Column({ name: 'lease_until', type: 'timestamptz', nullable: true })
  leaseUntil!: Date | null;
}
