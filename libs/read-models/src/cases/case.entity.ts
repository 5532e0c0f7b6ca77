import { Column, Entity, Index, PrimaryColumn } from 'typeorm';
import type { IgnoredFact } from '#judge';
import type { CaseFact } from './case-fact.js';

export type CaseStatus = 'open' | 'paused' | 'resolved' | 'closed' | 'cancelled';

/** One row a ticket: what happened to it, and where it stands at the clock hand. */
@Entity({ name: 'cases' })
@Index('cases_by_agreement', ['agreementId', 'ticketId'])
@Index('cases_by_next_change', ['nextChangeAt', 'ticketId'], { where: 'next_change_at IS NOT NULL' })
export class CaseEntity {
  @PrimaryColumn({ name: 'ticket_id', type: 'text', collation: 'C', primaryKeyConstraintName: 'cases_pkey' })
  ticketId!: string;

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

  @Column({ type: 'text', collation: 'C', nullable: true })
  agent!: string | null;

  @Column({ type: 'text', collation: 'C' })
  status!: CaseStatus;

  @Column({ name: 'opened_at', type: 'timestamptz' })
  openedAt!: Date;

  /** When it was resolved, closed or cancelled; null while it is not. */
  @Column({ name: 'finished_at', type: 'timestamptz', nullable: true })
  finishedAt!: Date | null;

  /** Of the last event folded, in the ticket's stream. */
  @Column({ type: 'integer' })
  revision!: number;

  /** Of the last event folded, in the log. */
  @Column({ type: 'bigint' })
  position!: string;

  /** Of the last event, its own or of what governs it, that was looked at for breaches that it undid. */
  @Column({ name: 'known_to', type: 'bigint' })
  knownTo!: string;

  /** In order of revision. */
  @Column({ type: 'jsonb' })
  facts!: CaseFact[];

  /** Facts that change nothing at the hand, with the reason. */
  @Column({ type: 'jsonb' })
  ignored!: IgnoredFact[];

  /** The first instant after the hand at which a verdict of this case changes by itself. */
  @Column({ name: 'next_change_at', type: 'timestamptz', nullable: true })
  nextChangeAt!: Date | null;

  /** The last rating at the hand, 1 to 5. */
  @Column({ type: 'smallint', nullable: true })
  score!: number | null;

  /** The UTC date of that rating. */
  @Column({ name: 'rated_on', type: 'date', nullable: true })
  ratedOn!: string | null;
}
