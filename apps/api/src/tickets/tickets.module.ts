import { Module } from '@nestjs/common';
import { AgreementsModule } from '../agreements/agreements.module.js';
import { CommandsModule } from '../commands/commands.module.js';
import { Tickets } from './tickets.js';
import { OpenTicketController } from './open-ticket/open-ticket.controller.js';
import { OpenTicketHandler } from './open-ticket/open-ticket.handler.js';
import { SendResponseController } from './send-response/send-response.controller.js';
import { SendResponseHandler } from './send-response/send-response.handler.js';
import { RecordCustomerReplyController } from './record-customer-reply/record-customer-reply.controller.js';
import { RecordCustomerReplyHandler } from './record-customer-reply/record-customer-reply.handler.js';
import { ReachMilestoneController } from './reach-milestone/reach-milestone.controller.js';
import { ReachMilestoneHandler } from './reach-milestone/reach-milestone.handler.js';
import { AssignTicketController } from './assign-ticket/assign-ticket.controller.js';
import { AssignTicketHandler } from './assign-ticket/assign-ticket.handler.js';
import { PauseTicketController } from './pause-ticket/pause-ticket.controller.js';
import { PauseTicketHandler } from './pause-ticket/pause-ticket.handler.js';
import { ResumeTicketController } from './resume-ticket/resume-ticket.controller.js';
import { ResumeTicketHandler } from './resume-ticket/resume-ticket.handler.js';
import { ChangePriorityController } from './change-priority/change-priority.controller.js';
import { ChangePriorityHandler } from './change-priority/change-priority.handler.js';
import { ChangeTierController } from './change-tier/change-tier.controller.js';
import { ChangeTierHandler } from './change-tier/change-tier.handler.js';
import { ChangeCategoryController } from './change-category/change-category.controller.js';
import { ChangeCategoryHandler } from './change-category/change-category.handler.js';
import { ResolveTicketController } from './resolve-ticket/resolve-ticket.controller.js';
import { ResolveTicketHandler } from './resolve-ticket/resolve-ticket.handler.js';
import { ReopenTicketController } from './reopen-ticket/reopen-ticket.controller.js';
import { ReopenTicketHandler } from './reopen-ticket/reopen-ticket.handler.js';
import { CloseTicketController } from './close-ticket/close-ticket.controller.js';
import { CloseTicketHandler } from './close-ticket/close-ticket.handler.js';
import { CancelTicketController } from './cancel-ticket/cancel-ticket.controller.js';
import { CancelTicketHandler } from './cancel-ticket/cancel-ticket.handler.js';
import { RetractFactController } from './retract-fact/retract-fact.controller.js';
import { RetractFactHandler } from './retract-fact/retract-fact.handler.js';
import { ExcuseBreachController } from './excuse-breach/excuse-breach.controller.js';
import { ExcuseBreachHandler } from './excuse-breach/excuse-breach.handler.js';
import { RateSatisfactionController } from './rate-satisfaction/rate-satisfaction.controller.js';
import { RateSatisfactionHandler } from './rate-satisfaction/rate-satisfaction.handler.js';

@Module({
  imports: [CommandsModule, AgreementsModule],
  controllers: [
    OpenTicketController,
    SendResponseController,
    RecordCustomerReplyController,
    ReachMilestoneController,
    AssignTicketController,
    PauseTicketController,
    ResumeTicketController,
    ChangePriorityController,
    ChangeTierController,
    ChangeCategoryController,
    ResolveTicketController,
    ReopenTicketController,
    CloseTicketController,
    CancelTicketController,
    RetractFactController,
    ExcuseBreachController,
    RateSatisfactionController,
  ],
  providers: [
    Tickets,
    OpenTicketHandler,
    SendResponseHandler,
    RecordCustomerReplyHandler,
    ReachMilestoneHandler,
    AssignTicketHandler,
    PauseTicketHandler,
    ResumeTicketHandler,
    ChangePriorityHandler,
    ChangeTierHandler,
    ChangeCategoryHandler,
    ResolveTicketHandler,
    ReopenTicketHandler,
    CloseTicketHandler,
    CancelTicketHandler,
    RetractFactHandler,
    ExcuseBreachHandler,
    RateSatisfactionHandler,
  ],
})
export class TicketsModule {}
