import { Column, Entity, PrimaryColumn } from 'typeorm';

/** An end of an agreement: caps the versions recorded before it at `at`. */
@Entity({ name: 'agreement_terminations' })
export class AgreementTerminationEntity {
  @PrimaryColumn({
    name: 'agreement_id',
    type: 'text',
    collation: 'C',
    primaryKeyConstraintName: 'agreement_terminations_pkey',
  })
  agreementId!: string;

  @PrimaryColumn({ type: 'bigint', primaryKeyConstraintName: 'agreement_terminations_pkey' })
  position!: string;

  @Column({ type: 'timestamptz' })
  at!: Date;

  @Column({ type: 'text' })
  reason!: string;

  @Column({ name: 'recorded_at', type: 'timestamptz' })
  recordedAt!: Date;
}
