import { Column, Entity, PrimaryColumn } from 'typeorm';

/** One row a calendar. */
@Entity({ name: 'calendars' })
export class CalendarEntity {
  @PrimaryColumn({ name: 'calendar_id', type: 'text', collation: 'C', primaryKeyConstraintName: 'calendars_pkey' })
  calendarId!: string;

  /** Of the last recorded definition. */
  @Column({ name: 'time_zone', type: 'text' })
  timeZone!: string;

  @Column({ type: 'integer' })
  revision!: number;

  @Column({ type: 'bigint' })
  position!: string;

  /** When the log took the definition. */
  @Column({ name: 'recorded_at', type: 'timestamptz' })
  recordedAt!: Date;
}
