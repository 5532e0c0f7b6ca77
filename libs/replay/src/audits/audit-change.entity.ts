import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { VerdictJson } from '#judge';
import { AUDIT_SCHEMA } from './audit.entity.js';

/** One row a changed verdict. */
@Entity({ name: 'audit_changes', schema: AUDIT_SCHEMA })
export class AuditChangeEntity {
  @PrimaryColumn({ name: 'audit_id', type: 'text', collation: 'C', primaryKeyConstraintName: 'audit_changes_pkey' })
  auditId!: string;

  @PrimaryColumn({ name: 'ticket_id', type: 'text', collation: 'C', primaryKeyConstraintName: 'audit_changes_pkey' })
  ticketId!: string;

  @PrimaryColumn({ type: 'text', collation: 'C', primaryKeyConstraintName: 'audit_changes_pkey' })
  metric!: string;

  @PrimaryColumn({ type: 'integer', primaryKeyConstraintName: 'audit_changes_pkey' })
  cycle!: number;

  /** `met>breached`, `none>met`, ... or `same-state`. */
  @Column({ type: 'text' })
  change!: string;

  /** As it was before; where there was no clock before, as it is after. */
  @Column({ type: 'text' })
  tier!: string;

  @Column({ type: 'text', nullable: true })
  category!: string | null;

  /** As text, in the order in which the judge writes a verdict. */
  @Column({ type: 'json', nullable: true })
  before!: VerdictJson | null;

  @Column({ type: 'json', nullable: true })
  after!: VerdictJson | null;

  /** A sentence that a customer can read. */
  @Column({ type: 'text' })
  why!: string;
}
