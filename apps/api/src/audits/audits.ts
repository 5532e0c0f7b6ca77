import { Inject, Injectable, Logger } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import type { DataSource } from 'typeorm';
import { decideAudit, evolveAudit, initialAudit, type AuditCommand, type AuditState } from '#domain';
import type { EventStore } from '#event-store';
import { deleteAudit, endAudit, loadAudit, queueAudit, type AuditStatus } from '#replay';
import type { ApiCommand } from '../commands/api-command.js';
import type { CommandAnswer } from '../commands/command-answer.dto.js';
import { CommandLog } from '../commands/command-log.js';
import { CLOCK, EVENT_STORE, type Clock } from '../commands/ports.js';

const aggregate = { initial: initialAudit, evolve: evolveAudit };

/** Decides commands about audits against their streams, and keeps the queue in step. */
@Injectable()
export class Audits {
  private readonly logger = new Logger('audits');

  constructor(
    private readonly log: CommandLog,
    @Inject(EVENT_STORE) private readonly store: EventStore,
    @Inject(CLOCK) private readonly clock: Clock,
    @InjectDataSource() private readonly dataSource: DataSource,
  ) {}

  /** @param asked what the domain is asked; not called for a repeat, which gets the first answer */
  change(command: ApiCommand, asked: () => AuditCommand | Promise<AuditCommand>): Promise<CommandAnswer> {
    const decide = async (state: AuditState) => decideAudit(await asked(), state);
    return this.log.apply(command, { ...aggregate, decide });
  }

  /** Queues what the log has accepted, so that it can be read at once. */
  async queue(auditId: string): Promise<void> {
    const { state, events } = await loadAudit(this.store, auditId);
    const position = events[0]?.position;
    if (state.kind === 'none' || position === undefined) return;
    await this.inStep(queueAudit(this.dataSource, state.request, position));
  }

  /** The row says what the log has decided. */
  cancelled(auditId: string): Promise<void> {
    return this.inStep(endAudit(this.dataSource, auditId, 'cancelled', null, new Date(this.clock())));
  }

  /** Takes a finished audit away. @returns its status before; undefined where there is none */
  delete(auditId: string): Promise<AuditStatus | undefined> {
    return this.dataSource.transaction((manager) => deleteAudit(manager, auditId));
  }

  /** The log is the truth, and the replayer follows it: a queue that cannot be reached now takes nothing back. */
  private async inStep(writing: Promise<void>): Promise<void> {
    await writing.catch((error: unknown) => {
      this.logger.warn(`the queue of audits cannot be reached; the replayer takes it from the log: ${String(error)}`);
    });
  }
}
