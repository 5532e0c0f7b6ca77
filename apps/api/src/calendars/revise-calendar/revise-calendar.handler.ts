import { CommandHandler } from '@nestjs/cqrs';
import { CalendarCommandHandler } from '../calendar-command-handler.js';
import { ReviseCalendarCommand } from './revise-calendar.command.js';

@CommandHandler(ReviseCalendarCommand)
export class ReviseCalendarHandler extends CalendarCommandHandler<ReviseCalendarCommand> {}
