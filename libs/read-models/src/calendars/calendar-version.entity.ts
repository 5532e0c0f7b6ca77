import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { CalendarDefinition, Reach } from '#judge';

/** One row a version of a calendar, as recorded. */
@Entity({ name: 'calendar_versions' })
export class CalendarVersionEntity {
  @PrimaryColumn({
    name: 'calendar_id',
    type: 'text',
    collation: 'C',
    primaryKeyConstraintName: 'calendar_versions_pkey',
  })
  calendarId!: string;

  @PrimaryColumn({ type: 'integer', primaryKeyConstraintName: 'calendar_versions_pkey' })
  version!: number;

  /** Null: from the beginning of time. */
  @Column({ name: 'effective_from', type: 'timestamptz', nullable: true })
  effectiveFrom!: Date | null;

  @Column({ name: 'effective_until', type: 'timestamptz', nullable: true })
  effectiveUntil!: Date | null;

  @Column({ type: 'text' })
  reach!: Reach;

  @Column({ type: 'boolean' })
  supersedes!: boolean;

  @Column({ type: 'text', nullable: true })
  reason!: string | null;

  @Column({ type: 'jsonb' })
  definition!: CalendarDefinition;

  @Column({ type: 'bigint' })
  position!: string;

  @Column({ name: 'recorded_at', type: 'timestamptz' })
  recordedAt!: Date;
}
