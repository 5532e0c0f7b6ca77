import { type AgreementState, decideTicket, eventIdOf, evolveTicket, initialTicket, type TicketState } from '#domain';
import { judge, type CompiledRulebook, type Instant, parseInstant } from '#judge';
import { readLine } from '../../apps/api/src/commands/lines/read-line.js';
import { TicketApiCommand } from '../../apps/api/src/tickets/ticket-api-command.js';
import { type MappedCommand } from '../../apps/cli/src/import/mapping/row-to-commands.js';
import { type JudgedTicket } from './published-set.js';

const ACTOR = 'reproduction';

/** Tickets in memory: commands go through the API's own reading of a line and the domain's decider. */
export class Tickets {
  private readonly states = new Map<string, TicketState>();
  private readonly known = new Set<string>();
  private position = 0;

  constructor(
    private readonly agreement: AgreementState,
    private readonly now: Instant,
  ) {}

  get size(): number {
    return this.states.size;
  }

  /**
   * Takes a command. False: it was taken before under the same key, and changes nothing.
   * @throws ProblemError a field breaks a rule of the API; Rejection the domain refuses it
   */
  take({ body }: MappedCommand): boolean {
    const command = readLine(Buffer.from(JSON.stringify(body)), SENDER);
    if (!(command instanceof TicketApiCommand)) throw new TypeError(`${command.name} is no command about a ticket`);
    const { ticketId, stream, asked } = command;
    const key = `${stream} ${asked.commandId}`;
    if (this.known.has(key)) return false;
    const before = this.states.get(ticketId) ?? initialTicket;
    const domain = command.toDomain({ ticketId, at: parseInstant(body['at']) });
    const events = decideTicket(domain, before, { now: this.now, agreement: this.agreement });
    this.known.add(key);
    let state = before;
    events.forEach((event, index) => {
      const id = eventIdOf(stream, ACTOR, asked.commandId, index);
      const revision = state.kind === 'unopened' ? 0 : state.revision + 1;
      this.position += 1;
      state = evolveTicket(state, { ...event, id, revision, position: this.position });
    });
    this.states.set(ticketId, state);
    return true;
  }

  /** Each ticket with its verdicts at an instant. */
  *judged(rulebook: CompiledRulebook, asOf: Instant): Generator<JudgedTicket> {
    for (const [ticketId, state] of this.states) {
      if (state.kind === 'unopened') continue;
      const { verdicts, ignored } = judge(state.facts, rulebook, asOf);
      yield { ticketId, facts: state.facts, verdicts, ignored };
    }
  }
}

const SENDER = {
  actor: ACTOR,
  correlationId: ACTOR,
  newId: (): string => {
    throw new Error('a mapped command has its key');
  },
};
