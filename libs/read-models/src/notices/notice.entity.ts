import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { NoticeCause, NoticeEvent } from '#domain';
import type { VerdictState } from '#judge';

/** One row a warning, breach or retraction that was announced: a fold of the `notice-` streams. */
@Entity({ name: 'notices' })
export class NoticeEntity {
  @PrimaryColumn({ type: 'text', collation: 'C', primaryKeyConstraintName: 'notices_pkey' })
  id!: string;

  @Column({ type: 'text', collation: 'C' })
  type!: NoticeEvent['type'];

  @Column({ name: 'ticket_id', type: 'text', collation: 'C' })
  ticketId!: string;

  @Column({ name: 'agreement_id', type: 'text', collation: 'C' })
  agreementId!: string;

  @Column({ type: 'text', collation: 'C' })
  customer!: string;

  @Column({ type: 'text', collation: 'C' })
  metric!: string;

  @Column({ type: 'integer' })
  cycle!: number;

  /** The instant that it is about: `atRiskAt` of a warning, `breachesAt` of a breach. */
  @Column({ type: 'timestamptz' })
  at!: Date;

  @Column({ name: 'due_at', type: 'timestamptz', nullable: true })
  dueAt!: Date | null;

  @Column({ type: 'text', collation: 'C' })
  tier!: string;

  @Column({ type: 'text', collation: 'C' })
  priority!: string;

  @Column({ type: 'text', collation: 'C', nullable: true })
  category!: string | null;

  @Column({ type: 'text', collation: 'C', nullable: true })
  team!: string | null;

  @Column({ type: 'text', collation: 'C', nullable: true })
  agent!: string | null;

  @Column({ name: 'terms_version', type: 'text' })
  termsVersion!: string;

  /** Of a retraction: the notice that it takes back. */
  @Column({ type: 'text', collation: 'C', nullable: true })
  retracts!: string | null;

  /** Of a retraction: of the verdict as it was then; null also where the clock was gone. */
  @Column({ type: 'text', nullable: true })
  state!: VerdictState | null;

  /** Of a retraction: what undid the breach. */
  @Column({ type: 'jsonb', nullable: true })
  because!: NoticeCause | null;

  /** In its stream. */
  @Column({ type: 'integer' })
  revision!: number;

  @Column({ type: 'bigint' })
  position!: string;

  @Column({ name: 'recorded_at', type: 'timestamptz' })
  recordedAt!: Date;
}
