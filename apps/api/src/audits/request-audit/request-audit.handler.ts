import { Inject } from '@nestjs/common';
import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import type { AuditRequest } from '#domain';
import type { EventStore } from '#event-store';
import { instantToIso, parseInstant } from '#judge';
import { Rejection } from '#domain';
import { Agreements } from '../../agreements/agreements.js';
import { Calendars } from '../../calendars/calendars.js';
import type { CommandAnswer } from '../../commands/command-answer.dto.js';
import { CLOCK, EVENT_STORE, type Clock } from '../../commands/ports.js';
import { Audits } from '../audits.js';
import { demandKnown } from './demand-known.js';
import { RequestAuditCommand } from './request-audit.command.js';
import { requestOf } from './request-of.js';

/** Load, decide, append; then the audit is queued. */
@CommandHandler(RequestAuditCommand)
export class RequestAuditHandler implements ICommandHandler<RequestAuditCommand> {
  constructor(
    private readonly audits: Audits,
    private readonly agreements: Agreements,
    private readonly calendars: Calendars,
    @Inject(EVENT_STORE) private readonly store: EventStore,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  async execute(command: RequestAuditCommand): Promise<CommandAnswer> {
    const answer = await this.audits.change(command, async () => ({
      type: 'RequestAudit',
      request: await this.fixed(command),
    }));
    await this.audits.queue(command.auditId);
    return answer;
  }

  /** The request with `asOf` and `now` fixed, checked against what the log knows. */
  private async fixed({ auditId, body }: RequestAuditCommand): Promise<AuditRequest> {
    const head = await this.store.head();
    const asOf = body.asOf == null ? head : Number(body.asOf);
    if (asOf > head) throw Rejection.unprocessable('asOf', `${asOf} is beyond the head of the log, ${head}`);
    const now = instantToIso(body.now == null ? this.clock() : parseInstant(body.now));
    const request = requestOf(auditId, body, { asOf, now });
    await demandKnown(request, {
      agreement: (id) => this.agreements.current(id),
      calendar: (id) => this.calendars.current(id),
    });
    return request;
  }
}
