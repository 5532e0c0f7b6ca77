import type { Reach } from '#judge';
import { AskDto } from '../../queries/ask.dto.js';
import { InstantParameter } from '../../queries/parameters.js';
import { CalendarItem } from '../list-calendars/list-calendars.dto.js';

export class ShowCalendarDto extends AskDto {
  @InstantParameter('The hours in force at this instant; the server’s clock if not said.')
  effectiveAt?: string;
}

/** A version of a calendar as recorded. */
export class CalendarVersionAnswer {
  version!: number;
  /** Null: from the beginning of time. */
  effectiveFrom!: string | null;
  effectiveUntil!: string | null;
  reach!: Reach;
  supersedes!: boolean;
  reason!: string | null;
  /** Where the log took it. */
  position!: string;
  /** When the log took it. */
  recordedAt!: string;
  /** Time zone, weekly windows, holidays, exceptions. */
  definition!: object;
}

/** A calendar with the hours in force at an instant, and all its versions. */
export class CalendarAnswer extends CalendarItem {
  effectiveAt!: string;
  /** Null where no version is in force. */
  inForce!: CalendarVersionAnswer | null;
  /** Of the version in force. */
  definition!: object | null;
  versions!: CalendarVersionAnswer[];
  position!: string;
  hand!: string;
}
