import { Module } from '@nestjs/common';
import { CommandsModule } from '../commands/commands.module.js';
import { Calendars } from './calendars.js';
import { DefineCalendarController } from './define-calendar/define-calendar.controller.js';
import { DefineCalendarHandler } from './define-calendar/define-calendar.handler.js';
import { ReviseCalendarController } from './revise-calendar/revise-calendar.controller.js';
import { ReviseCalendarHandler } from './revise-calendar/revise-calendar.handler.js';

@Module({
  imports: [CommandsModule],
  controllers: [DefineCalendarController, ReviseCalendarController],
  providers: [Calendars, DefineCalendarHandler, ReviseCalendarHandler],
  exports: [Calendars],
})
export class CalendarsModule {}
