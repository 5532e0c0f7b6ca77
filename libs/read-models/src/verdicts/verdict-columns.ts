import { Column } from 'typeorm';
import type { VerdictReason, VerdictState } from '#judge';

/** What a row says of a verdict, whatever the row is kept for. */
export abstract class VerdictColumns {
  @Column({ name: 'agreement_id', type: 'text', collation: 'C' })
  agreementId!: string;

  @Column({ type: 'text', collation: 'C' })
  customer!: string;

  @Column({ type: 'text', collation: 'C' })
  tier!: string;

  @Column({ type: 'text', collation: 'C' })
  priority!: string;

  @Column({ type: 'text', collation: 'C', nullable: true })
  category!: string | null;

  @Column({ type: 'text', collation: 'C', nullable: true })
  team!: string | null;

  /** Of the case's last assignment: who works on it now. */
  @Column({ type: 'text', collation: 'C', nullable: true })
  agent!: string | null;

  @Column({ type: 'text', collation: 'C' })
  state!: VerdictState;

  @Column({ name: 'started_at', type: 'timestamptz' })
  startedAt!: Date;

  @Column({ name: 'measured_from', type: 'timestamptz' })
  measuredFrom!: Date;

  @Column({ name: 'due_at', type: 'timestamptz', nullable: true })
  dueAt!: Date | null;

  @Column({ name: 'breaches_at', type: 'timestamptz', nullable: true })
  breachesAt!: Date | null;

  @Column({ name: 'stopped_at', type: 'timestamptz', nullable: true })
  stoppedAt!: Date | null;

  @Column({ name: 'decided_at', type: 'timestamptz', nullable: true })
  decidedAt!: Date | null;

  /** The local date of `decided_at` in the time zone of the terms. */
  @Column({ name: 'decided_on', type: 'date', nullable: true })
  decidedOn!: string | null;

  /** Null while the clock is not stopped. */
  @Column({ name: 'elapsed_ms', type: 'bigint', nullable: true })
  elapsedMs!: string | null;

  /** Null while the clock is not stopped. */
  @Column({ name: 'overrun_ms', type: 'bigint', nullable: true })
  overrunMs!: string | null;

  @Column({ name: 'target_ms', type: 'bigint', nullable: true })
  targetMs!: string | null;

  @Column({ type: 'text', nullable: true })
  within!: string | null;

  @Column({ name: 'at_risk_at', type: 'timestamptz', nullable: true })
  atRiskAt!: Date | null;

  /** As at the hand. */
  @Column({ name: 'at_risk', type: 'boolean' })
  atRisk!: boolean;

  @Column({ type: 'text', nullable: true })
  excused!: string | null;

  @Column({ type: 'text', array: true })
  marks!: string[];

  @Column({ type: 'text', nullable: true })
  reason!: VerdictReason | null;

  @Column({ name: 'terms_version', type: 'text' })
  termsVersion!: string;

  @Column({ type: 'text', nullable: true })
  calendar!: string | null;

  @Column({ type: 'double precision', nullable: true })
  goal!: number | null;

  /** Ids of the facts that it rests on. */
  @Column({ type: 'text', array: true })
  facts!: string[];
}
