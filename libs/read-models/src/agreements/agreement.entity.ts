import { Column, Entity, PrimaryColumn } from 'typeorm';

/** One row an agreement. */
@Entity({ name: 'agreements' })
export class AgreementEntity {
  @PrimaryColumn({ name: 'agreement_id', type: 'text', collation: 'C', primaryKeyConstraintName: 'agreements_pkey' })
  agreementId!: string;

  @Column({ type: 'text', collation: 'C' })
  customer!: string;

  @Column({ type: 'text' })
  name!: string;

  @Column({ type: 'text' })
  kind!: 'customer' | 'internal' | 'underpinning';

  /** Of the last recorded terms. */
  @Column({ name: 'time_zone', type: 'text' })
  timeZone!: string;

  /** Of the last event folded. */
  @Column({ type: 'integer' })
  revision!: number;

  @Column({ type: 'bigint' })
  position!: string;

  /** When the log took the signing. */
  @Column({ name: 'recorded_at', type: 'timestamptz' })
  recordedAt!: Date;
}
