import type { DtoClass } from '#platform';
import { OpenTicketCommand } from '../../tickets/open-ticket/open-ticket.command.js';
import { OpenTicketBody } from '../../tickets/open-ticket/open-ticket.dto.js';
import { SendResponseCommand } from '../../tickets/send-response/send-response.command.js';
import { SendResponseBody } from '../../tickets/send-response/send-response.dto.js';
import { RecordCustomerReplyCommand } from '../../tickets/record-customer-reply/record-customer-reply.command.js';
import { RecordCustomerReplyBody } from '../../tickets/record-customer-reply/record-customer-reply.dto.js';
import { ReachMilestoneCommand } from '../../tickets/reach-milestone/reach-milestone.command.js';
import { ReachMilestoneBody } from '../../tickets/reach-milestone/reach-milestone.dto.js';
import { AssignTicketCommand } from '../../tickets/assign-ticket/assign-ticket.command.js';
import { AssignTicketBody } from '../../tickets/assign-ticket/assign-ticket.dto.js';
import { PauseTicketCommand } from '../../tickets/pause-ticket/pause-ticket.command.js';
import { PauseTicketBody } from '../../tickets/pause-ticket/pause-ticket.dto.js';
import { ResumeTicketCommand } from '../../tickets/resume-ticket/resume-ticket.command.js';
import { ResumeTicketBody } from '../../tickets/resume-ticket/resume-ticket.dto.js';
import { ChangePriorityCommand } from '../../tickets/change-priority/change-priority.command.js';
import { ChangePriorityBody } from '../../tickets/change-priority/change-priority.dto.js';
import { ChangeTierCommand } from '../../tickets/change-tier/change-tier.command.js';
import { ChangeTierBody } from '../../tickets/change-tier/change-tier.dto.js';
import { ChangeCategoryCommand } from '../../tickets/change-category/change-category.command.js';
import { ChangeCategoryBody } from '../../tickets/change-category/change-category.dto.js';
import { ResolveTicketCommand } from '../../tickets/resolve-ticket/resolve-ticket.command.js';
import { ResolveTicketBody } from '../../tickets/resolve-ticket/resolve-ticket.dto.js';
import { ReopenTicketCommand } from '../../tickets/reopen-ticket/reopen-ticket.command.js';
import { ReopenTicketBody } from '../../tickets/reopen-ticket/reopen-ticket.dto.js';
import { CloseTicketCommand } from '../../tickets/close-ticket/close-ticket.command.js';
import { CloseTicketBody } from '../../tickets/close-ticket/close-ticket.dto.js';
import { CancelTicketCommand } from '../../tickets/cancel-ticket/cancel-ticket.command.js';
import { CancelTicketBody } from '../../tickets/cancel-ticket/cancel-ticket.dto.js';
import { RetractFactCommand } from '../../tickets/retract-fact/retract-fact.command.js';
import { RetractFactBody } from '../../tickets/retract-fact/retract-fact.dto.js';
import { ExcuseBreachCommand } from '../../tickets/excuse-breach/excuse-breach.command.js';
import { ExcuseBreachBody } from '../../tickets/excuse-breach/excuse-breach.dto.js';
import { RateSatisfactionCommand } from '../../tickets/rate-satisfaction/rate-satisfaction.command.js';
import { RateSatisfactionBody } from '../../tickets/rate-satisfaction/rate-satisfaction.dto.js';
import { SignAgreementCommand } from '../../agreements/sign-agreement/sign-agreement.command.js';
import { SignAgreementBody } from '../../agreements/sign-agreement/sign-agreement.dto.js';
import { AmendAgreementCommand } from '../../agreements/amend-agreement/amend-agreement.command.js';
import { AmendAgreementBody } from '../../agreements/amend-agreement/amend-agreement.dto.js';
import { TerminateAgreementCommand } from '../../agreements/terminate-agreement/terminate-agreement.command.js';
import { TerminateAgreementBody } from '../../agreements/terminate-agreement/terminate-agreement.dto.js';
import { DeclareExclusionCommand } from '../../agreements/declare-exclusion/declare-exclusion.command.js';
import { DeclareExclusionBody } from '../../agreements/declare-exclusion/declare-exclusion.dto.js';
import { WithdrawExclusionCommand } from '../../agreements/withdraw-exclusion/withdraw-exclusion.command.js';
import { DefineCalendarCommand } from '../../calendars/define-calendar/define-calendar.command.js';
import { DefineCalendarBody } from '../../calendars/define-calendar/define-calendar.dto.js';
import { ReviseCalendarCommand } from '../../calendars/revise-calendar/revise-calendar.command.js';
import { ReviseCalendarBody } from '../../calendars/revise-calendar/revise-calendar.dto.js';
import type { ApiCommand } from '../api-command.js';
import type { Asked } from '../asked.js';
import { CommandBody } from '../command-body.dto.js';

type Build<Body extends CommandBody> = new (
  ids: Readonly<Record<string, string>>,
  body: Body,
  asked: Asked,
) => ApiCommand<Body>;

/** How a line becomes a command: which of its fields are its address; the rest is its body. */
export interface LineKind {
  readonly ids: readonly string[];
  readonly body: DtoClass<CommandBody>;
  readonly build: (ids: Readonly<Record<string, string>>, body: CommandBody, asked: Asked) => ApiCommand;
}

const kind = <Body extends CommandBody>(
  ids: readonly string[],
  body: DtoClass<Body>,
  Command: Build<Body>,
): LineKind => ({
  ids,
  body,
  build: (address, checked, asked) => new Command(address, checked as Body, asked),
});

/** Every command that a line can hold, by its name in spec/http.md. */
export const LINE_KINDS: ReadonlyMap<string, LineKind> = new Map(
  Object.entries({
    OpenTicket: kind([], OpenTicketBody, OpenTicketCommand),
    SendResponse: kind(['ticketId'], SendResponseBody, SendResponseCommand),
    RecordCustomerReply: kind(['ticketId'], RecordCustomerReplyBody, RecordCustomerReplyCommand),
    ReachMilestone: kind(['ticketId'], ReachMilestoneBody, ReachMilestoneCommand),
    AssignTicket: kind(['ticketId'], AssignTicketBody, AssignTicketCommand),
    PauseTicket: kind(['ticketId'], PauseTicketBody, PauseTicketCommand),
    ResumeTicket: kind(['ticketId'], ResumeTicketBody, ResumeTicketCommand),
    ChangePriority: kind(['ticketId'], ChangePriorityBody, ChangePriorityCommand),
    ChangeTier: kind(['ticketId'], ChangeTierBody, ChangeTierCommand),
    ChangeCategory: kind(['ticketId'], ChangeCategoryBody, ChangeCategoryCommand),
    ResolveTicket: kind(['ticketId'], ResolveTicketBody, ResolveTicketCommand),
    ReopenTicket: kind(['ticketId'], ReopenTicketBody, ReopenTicketCommand),
    CloseTicket: kind(['ticketId'], CloseTicketBody, CloseTicketCommand),
    CancelTicket: kind(['ticketId'], CancelTicketBody, CancelTicketCommand),
    RetractFact: kind(['ticketId'], RetractFactBody, RetractFactCommand),
    ExcuseBreach: kind(['ticketId'], ExcuseBreachBody, ExcuseBreachCommand),
    RateSatisfaction: kind(['ticketId'], RateSatisfactionBody, RateSatisfactionCommand),
    SignAgreement: kind([], SignAgreementBody, SignAgreementCommand),
    AmendAgreement: kind(['agreementId'], AmendAgreementBody, AmendAgreementCommand),
    TerminateAgreement: kind(['agreementId'], TerminateAgreementBody, TerminateAgreementCommand),
    DeclareExclusion: kind(['agreementId'], DeclareExclusionBody, DeclareExclusionCommand),
    WithdrawExclusion: kind(['agreementId', 'exclusionId'], CommandBody, WithdrawExclusionCommand),
    DefineCalendar: kind([], DefineCalendarBody, DefineCalendarCommand),
    ReviseCalendar: kind(['calendarId'], ReviseCalendarBody, ReviseCalendarCommand),
  }),
);
