import { Column, Entity, Index, PrimaryColumn } from 'typeorm';
import type { Tallied } from '../difference/tally.js';
import { AUDIT_SCHEMA } from './audit.entity.js';

/**
 * A contiguous range of tickets of one audit, `(after, upto]`: the unit of work. Whoever holds its row lock works on it,
 * and commits its result with `done` in one transaction; a killed worker's lock goes with its connection.
 */
@Entity({ name: 'audit_shards', schema: AUDIT_SCHEMA })
@Index('audit_shards_to_do', ['shard'], { where: 'NOT done' })
export class AuditShardEntity {
  @PrimaryColumn({ name: 'audit_id', type: 'text', collation: 'C', primaryKeyConstraintName: 'audit_shards_pkey' })
  auditId!: string;

  /** Counts from 0, in the order of the tickets. */
  @PrimaryColumn({ type: 'integer', primaryKeyConstraintName: 'audit_shards_pkey' })
  shard!: number;

  @Column({ type: 'text', collation: 'C' })
  after!: string;

  @Column({ type: 'text', collation: 'C' })
  upto!: string;

  /** Cases to look at when the audit was cut. */
  @Column({ type: 'integer' })
  cases!: number;

  @Column({ type: 'boolean', default: false })
  done!: boolean;

  /** The worker that did it. */
  @Column({ type: 'text', nullable: true })
  owner!: string | null;

  @Column({ type: 'json', nullable: true })
  tallied!: Tallied | null;

  /** 32 bytes a ticket, in ticket order. */
  @Column({ type: 'bytea', nullable: true })
  hashes!: Buffer | null;
}
