import { Inject, Injectable } from '@nestjs/common';
import {
  decideTicket,
  evolveTicket,
  initialTicket,
  type OpenedTicket,
  type TicketContext,
  type TicketEvent,
  type TicketState,
} from '#domain';
import { CommandLog, type Decider, type Look } from '../commands/command-log.js';
import type { CommandAnswer } from '../commands/command-answer.dto.js';
import { CLOCK, type Clock } from '../commands/ports.js';
import { instantOrNull } from '../fields/index.js';
import type { TicketApiCommand } from './ticket-api-command.js';

type Known = Omit<TicketContext, 'now'>;

/** Decides commands about tickets against their streams. */
@Injectable()
export class Tickets {
  constructor(
    private readonly log: CommandLog,
    @Inject(CLOCK) private readonly now: Clock,
  ) {}

  /** A command about a ticket that is there. */
  change(command: TicketApiCommand, known?: (ticket: OpenedTicket) => Promise<Known>): Promise<CommandAnswer> {
    return this.log.apply(
      command,
      this.decider(command, async (state) => (state.kind === 'opened' && known ? known(state) : {})),
    );
  }

  /** The command that begins a ticket. */
  begin(command: TicketApiCommand, known: (look: Look) => Promise<Known>): Promise<CommandAnswer> {
    return this.log.begin(
      command,
      this.decider(command, (_, look) => known(look)),
    );
  }

  private decider(
    command: TicketApiCommand,
    known: (state: TicketState, look: Look) => Promise<Known>,
  ): Decider<TicketState, TicketEvent> {
    const now = this.now();
    const at = instantOrNull(command.body.at) ?? now;
    const asked = command.toDomain({ ticketId: command.ticketId, at });
    const decide = async (state: TicketState, look: Look) =>
      decideTicket(asked, state, { now, ...(await known(state, look)) });
    return { initial: initialTicket, evolve: evolveTicket, decide };
  }
}
