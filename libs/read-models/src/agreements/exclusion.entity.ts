import { Column, Entity, PrimaryColumn } from 'typeorm';

/** A window of an agreement that takes open time away, in force from the position that declared it until the one that withdrew it. */
@Entity({ name: 'exclusions' })
export class ExclusionEntity {
  @PrimaryColumn({ name: 'agreement_id', type: 'text', collation: 'C', primaryKeyConstraintName: 'exclusions_pkey' })
  agreementId!: string;

  @PrimaryColumn({ name: 'exclusion_id', type: 'text', collation: 'C', primaryKeyConstraintName: 'exclusions_pkey' })
  exclusionId!: string;

  @Column({ name: 'from_at', type: 'timestamptz' })
  fromAt!: Date;

  @Column({ name: 'to_at', type: 'timestamptz' })
  toAt!: Date;

  /** `*`: every category. */
  @Column({ type: 'text' })
  category!: string;

  @Column({ type: 'text' })
  reason!: string;

  @Column({ type: 'bigint' })
  position!: string;

  @Column({ name: 'recorded_at', type: 'timestamptz' })
  recordedAt!: Date;

  @Column({ name: 'withdrawn_position', type: 'bigint', nullable: true })
  withdrawnPosition!: string | null;

  @Column({ name: 'withdrawn_recorded_at', type: 'timestamptz', nullable: true })
  withdrawnRecordedAt!: Date | null;
}
