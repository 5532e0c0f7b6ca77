import { CommandHandler } from '@nestjs/cqrs';
import { TicketCommandHandler } from '../ticket-command-handler.js';
import { ResumeTicketCommand } from './resume-ticket.command.js';

@CommandHandler(ResumeTicketCommand)
export class ResumeTicketHandler extends TicketCommandHandler<ResumeTicketCommand> {}
