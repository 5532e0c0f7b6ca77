import { Column, Entity, Index, PrimaryColumn } from 'typeorm';
import type { Reach, Terms } from '#judge';

/** One row a version of an agreement's terms, as recorded. */
@Entity({ name: 'agreement_versions' })
@Index('agreement_versions_by_calendar', { synchronize: false })
export class AgreementVersionEntity {
  @PrimaryColumn({
    name: 'agreement_id',
    type: 'text',
    collation: 'C',
    primaryKeyConstraintName: 'agreement_versions_pkey',
  })
  agreementId!: string;

  @PrimaryColumn({ type: 'integer', primaryKeyConstraintName: 'agreement_versions_pkey' })
  version!: number;

  @Column({ name: 'effective_from', type: 'timestamptz' })
  effectiveFrom!: Date;

  @Column({ name: 'effective_until', type: 'timestamptz', nullable: true })
  effectiveUntil!: Date | null;

  @Column({ type: 'text' })
  reach!: Reach;

  @Column({ type: 'boolean' })
  supersedes!: boolean;

  @Column({ type: 'text', nullable: true })
  reason!: string | null;

  @Column({ type: 'jsonb' })
  terms!: Terms;

  /** Ids of the calendars that the terms name. */
  @Column({ type: 'text', array: true, collation: 'C' })
  calendars!: string[];

  @Column({ type: 'bigint' })
  position!: string;

  @Column({ name: 'recorded_at', type: 'timestamptz' })
  recordedAt!: Date;
}
