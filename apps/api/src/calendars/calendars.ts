import { Inject, Injectable } from '@nestjs/common';
import {
  decideCalendar,
  evolveCalendar,
  initialCalendar,
  streamOf,
  type CalendarCommand,
  type CalendarEvent,
  type CalendarState,
} from '#domain';
import type { EventStore } from '#event-store';
import type { ApiCommand } from '../commands/api-command.js';
import type { CommandAnswer } from '../commands/command-answer.dto.js';
import { CommandLog } from '../commands/command-log.js';
import { FollowedStreams } from '../commands/followed-streams.js';
import { EVENT_STORE } from '../commands/ports.js';

const aggregate = { initial: initialCalendar, evolve: evolveCalendar };

/** Decides commands about calendars against their streams, and knows all their versions. */
@Injectable()
export class Calendars {
  private readonly followed: FollowedStreams<CalendarState, CalendarEvent>;

  constructor(
    private readonly log: CommandLog,
    @Inject(EVENT_STORE) store: EventStore,
  ) {
    this.followed = new FollowedStreams(store, aggregate);
  }

  change(command: ApiCommand, asked: CalendarCommand): Promise<CommandAnswer> {
    return this.log.apply(command, { ...aggregate, decide: (state) => decideCalendar(asked, state) });
  }

  /** A calendar as the log has it now; without versions where it is not defined. */
  async current(calendarId: string): Promise<CalendarState> {
    return (await this.followed.current(streamOf.calendar(calendarId))).state;
  }
}
