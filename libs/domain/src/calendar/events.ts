import type { CalendarDefinition, Reach } from '#judge';
import type { EventOf, IsoInstant } from '../event.js';

export type CalendarDefined = EventOf<
  'CalendarDefined',
  {
    readonly calendarId: string;
    /** Null: from the beginning of time. */
    readonly effectiveFrom: IsoInstant | null;
    readonly definition: CalendarDefinition;
  }
>;

export type CalendarRevised = EventOf<
  'CalendarRevised',
  {
    readonly calendarId: string;
    readonly version: number;
    readonly effectiveFrom: IsoInstant;
    readonly reach: Reach;
    readonly supersedes: boolean;
    readonly reason: string;
    readonly definition: CalendarDefinition;
  }
>;

/** `calendar-<id>` holds these. */
export type CalendarEvent = CalendarDefined | CalendarRevised;
