import { CommandHandler } from '@nestjs/cqrs';
import { CalendarCommandHandler } from '../calendar-command-handler.js';
import { DefineCalendarCommand } from './define-calendar.command.js';

@CommandHandler(DefineCalendarCommand)
export class DefineCalendarHandler extends CalendarCommandHandler<DefineCalendarCommand> {}
