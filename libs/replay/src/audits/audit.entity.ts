import { Column, Entity, Index, PrimaryColumn } from 'typeorm';
import type { AuditRequest } from '#domain';
import type { AuditResult } from './audit-result.js';
import type { Manifest } from '../manifest/manifest.js';

/** The schema of audits: no rebuild of the read models touches it. */
export const AUDIT_SCHEMA = 'avenant_audit';

/** `deleted` keeps the id, so that reading the log again does not bring a deleted audit back. */
export type AuditStatus = 'queued' | 'running' | 'completed' | 'failed' | 'cancelled' | 'deleted';

/** One row an audit. */
@Entity({ name: 'audits', schema: AUDIT_SCHEMA })
@Index('audits_by_position', ['position'])
export class AuditEntity {
  @PrimaryColumn({ name: 'audit_id', type: 'text', collation: 'C', primaryKeyConstraintName: 'audits_pkey' })
  auditId!: string;

  /** Of its AuditRequested in the log: the order of the queue. */
  @Column({ type: 'bigint' })
  position!: string;

  @Column({ type: 'text' })
  status!: AuditStatus;

  @Column({ type: 'json' })
  request!: AuditRequest;

  /** Cases to look at, once it is known. */
  @Column({ type: 'integer', nullable: true })
  cases!: number | null;

  @Column({ name: 'started_at', type: 'timestamptz', nullable: true })
  startedAt!: Date | null;

  @Column({ name: 'finished_at', type: 'timestamptz', nullable: true })
  finishedAt!: Date | null;

  @Column({ type: 'text', nullable: true })
  error!: string | null;

  @Column({ type: 'json', nullable: true })
  result!: AuditResult | null;

  @Column({ type: 'text', nullable: true })
  digest!: string | null;

  @Column({ type: 'json', nullable: true })
  manifest!: Manifest | null;
}
