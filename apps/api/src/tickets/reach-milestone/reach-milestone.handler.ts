import { CommandHandler } from '@nestjs/cqrs';
import { TicketCommandHandler } from '../ticket-command-handler.js';
import { ReachMilestoneCommand } from './reach-milestone.command.js';

@CommandHandler(ReachMilestoneCommand)
export class ReachMilestoneHandler extends TicketCommandHandler<ReachMilestoneCommand> {}
