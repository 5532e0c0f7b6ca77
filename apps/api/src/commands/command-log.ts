import { Inject, Injectable } from '@nestjs/common';
import { eventIdOf, schemaOf, type DomainEvent, type EventMetadata } from '#domain';
import { WrongRevisionError, type EventStore, type NewEvent, type RecordedEvent } from '#event-store';
import { ProblemError } from '#platform';
import { evolved, readOn, unwritten, type Aggregate, type Loaded } from './aggregate.js';
import type { ApiCommand } from './api-command.js';
import type { CommandAnswer } from './command-answer.dto.js';
import { Lanes } from './lanes.js';
import { EVENT_STORE } from './ports.js';
import { answerOf, rememberedAnswer } from './remembered.js';

export interface Decider<State, Event extends DomainEvent> extends Aggregate<State, Event> {
  /** @throws Rejection where the state or the rules forbid it */
  readonly decide: (state: State) => readonly Event[] | Promise<readonly Event[]>;
}

/** Each try reads the stream anew; other writers of one stream are few. */
const MAX_TRIES = 10;

/** Load, decide, append: once for a key, whoever else writes, and however often it is sent. */
@Injectable()
export class CommandLog {
  private readonly lanes = new Lanes();

  constructor(@Inject(EVENT_STORE) private readonly store: EventStore) {}

  /**
   * Applies a command to its stream.
   * @throws Rejection, ProblemError 409 (If-Match), 422 (key of another command), 503 (the stream never stood still),
   * and the errors of the event store
   */
  apply<State, Event extends DomainEvent>(command: ApiCommand, decider: Decider<State, Event>): Promise<CommandAnswer> {
    return this.lanes.run(command.stream, () => this.tryInTurn(command, decider));
  }

  /**
   * Applies a command that begins a stream. With a key of the server's own no repeat can have been before it, so
   * nothing is read unless the stream turns out to be there.
   */
  begin<State, Event extends DomainEvent>(command: ApiCommand, decider: Decider<State, Event>): Promise<CommandAnswer> {
    const { keyIsNew, ifMatch } = command.asked;
    if (!keyIsNew || ifMatch !== null) return this.apply(command, decider);
    return this.lanes.run(command.stream, async () => {
      try {
        return await this.decideAndAppend(command, decider, unwritten(decider.initial));
      } catch (error) {
        if (error instanceof WrongRevisionError) return this.tryInTurn(command, decider);
        throw error;
      }
    });
  }

  private async tryInTurn<State, Event extends DomainEvent>(
    command: ApiCommand,
    decider: Decider<State, Event>,
  ): Promise<CommandAnswer> {
    for (let tries = 1; ; tries += 1) {
      try {
        return await this.loadDecideAppend(command, decider);
      } catch (error) {
        if (!(error instanceof WrongRevisionError)) throw error;
        if (tries === MAX_TRIES) throw busy(command.stream, error);
      }
    }
  }

  private async loadDecideAppend<State, Event extends DomainEvent>(
    command: ApiCommand,
    decider: Decider<State, Event>,
  ): Promise<CommandAnswer> {
    const { stream, asked } = command;
    const events = await readOn(this.store, stream, 'none');
    const remembered = rememberedAnswer(stream, events, asked, () => command.bodyHash());
    if (remembered !== undefined) return remembered;
    demandMatch(asked.ifMatch, stream, events);
    return this.decideAndAppend(command, decider, evolved(decider, unwritten(decider.initial), events));
  }

  private async decideAndAppend<State, Event extends DomainEvent>(
    command: ApiCommand,
    decider: Decider<State, Event>,
    { state, revision, position }: Loaded<State>,
  ): Promise<CommandAnswer> {
    const decided = await decider.decide(state);
    if (decided.length === 0) {
      return answerOf(command.stream, { revision: Number(revision), position: Number(position) }, []);
    }
    const events = toNewEvents(command, decided);
    return answerOf(command.stream, await this.store.append(command.stream, revision, events), events);
  }
}

function demandMatch(ifMatch: number | null, stream: string, events: readonly RecordedEvent[]): void {
  const actual = events.at(-1)?.revision;
  if (ifMatch === null || ifMatch === actual) return;
  const message = `"${ifMatch}" does not match: ${stream} ${actual === undefined ? 'is not there' : `stands at revision ${actual}`}`;
  throw new ProblemError(409, `If-Match ${message}`, { errors: [{ path: 'If-Match', message }] });
}

const busy = (stream: string, cause: unknown): ProblemError =>
  ProblemError.unavailable(`others wrote to ${stream} all the time; repeat the command with the same key`, 1, cause);

function toNewEvents(command: ApiCommand, decided: readonly DomainEvent[]): readonly NewEvent[] {
  const { actor, commandId, correlationId } = command.asked;
  const bodyHash = command.bodyHash();
  return decided.map(({ type, data }, index) => {
    const metadata: EventMetadata = {
      commandId,
      bodyHash,
      $correlationId: correlationId,
      $causationId: commandId,
      actor,
      schema: schemaOf(type),
    };
    return { id: eventIdOf(command.stream, actor, commandId, index), type, data, metadata };
  });
}
