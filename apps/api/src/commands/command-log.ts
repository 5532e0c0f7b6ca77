import { Inject, Injectable } from '@nestjs/common';
import { eventIdOf, Rejection, schemaOf, type DomainEvent, type EventMetadata } from '#domain';
import { WrongRevisionError, type EventStore, type NewEvent, type RecordedEvent } from '#event-store';
import { ProblemError } from '#platform';
import { readOn, type Aggregate } from './aggregate.js';
import type { ApiCommand } from './api-command.js';
import type { CommandAnswer } from './command-answer.dto.js';
import { knownAfter, knownFrom, KnownStreams, nothingKnown, type Known } from './known-streams.js';
import { Lanes } from './lanes.js';
import { EVENT_STORE } from './ports.js';
import { answerOf, rememberedAnswer } from './remembered.js';

/** How far what a decision looks at may be behind: `known`, what this process has seen of it; `log`, nothing. */
export type Look = 'known' | 'log';

export interface Decider<State, Event extends DomainEvent> extends Aggregate<State, Event> {
  /** @throws Rejection where the state or the rules forbid it */
  readonly decide: (state: State, look: Look) => readonly Event[] | Promise<readonly Event[]>;
}

/** Each try reads the stream anew; other writers of one stream are few. */
const MAX_TRIES = 10;

/** Load, decide, append: once for a key, whoever else writes, and however often it is sent. */
@Injectable()
export class CommandLog {
  private readonly lanes = new Lanes();
  private readonly known = new KnownStreams();

  constructor(@Inject(EVENT_STORE) private readonly store: EventStore) {}

  /**
   * Applies a command to its stream. What this process knows of the stream serves where the append confirms it; else the
   * stream is read.
   * @throws Rejection, ProblemError 409 (If-Match), 422 (key of another command), 503 (the stream never stood still),
   * and the errors of the event store
   */
  apply<State, Event extends DomainEvent>(command: ApiCommand, decider: Decider<State, Event>): Promise<CommandAnswer> {
    const { stream } = command;
    return this.lanes.run(stream, () => this.decideOn(this.known.get<State>(stream), command, decider));
  }

  /** Applies a command that begins a stream: nothing is read unless the stream turns out to be there. */
  begin<State, Event extends DomainEvent>(command: ApiCommand, decider: Decider<State, Event>): Promise<CommandAnswer> {
    const { stream } = command;
    return this.lanes.run(stream, () => {
      const known = this.known.get<State>(stream) ?? nothingKnown(decider.initial);
      return this.decideOn(known, command, decider);
    });
  }

  private async decideOn<State, Event extends DomainEvent>(
    known: Known<State> | undefined,
    command: ApiCommand,
    decider: Decider<State, Event>,
  ): Promise<CommandAnswer> {
    const answer = known && (await this.byWhatIsKnown(known, command, decider));
    return answer ?? this.tryInTurn(command, decider);
  }

  /** The answer, where it holds whatever others have written meanwhile; undefined: the log is to be asked. */
  private async byWhatIsKnown<State, Event extends DomainEvent>(
    known: Known<State>,
    command: ApiCommand,
    decider: Decider<State, Event>,
  ): Promise<CommandAnswer | undefined> {
    const { stream, asked } = command;
    const remembered = rememberedAnswer(stream, known.traces, asked, () => command.bodyHash());
    if (remembered !== undefined) return remembered;
    if (asked.ifMatch !== null && asked.ifMatch !== known.revision) return undefined;
    try {
      const decided = await decider.decide(known.state, 'known');
      return decided.length === 0 ? undefined : await this.append(command, decider, known, decided);
    } catch (error) {
      if (error instanceof WrongRevisionError || error instanceof Rejection) return undefined;
      throw error;
    }
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
    const known = knownFrom(decider, events);
    this.known.keep(stream, known);
    const remembered = rememberedAnswer(stream, known.traces, asked, () => command.bodyHash());
    if (remembered !== undefined) return remembered;
    demandMatch(asked.ifMatch, stream, events);
    const decided = await decider.decide(known.state, 'log');
    if (decided.length > 0) return this.append(command, decider, known, decided);
    return answerOf(stream, { revision: Number(known.revision), position: Number(known.position) }, []);
  }

  private async append<State, Event extends DomainEvent>(
    command: ApiCommand,
    decider: Decider<State, Event>,
    known: Known<State>,
    decided: readonly Event[],
  ): Promise<CommandAnswer> {
    const { stream } = command;
    const events = toNewEvents(command, decided);
    // Whatever becomes of it, the stream is not as it was.
    this.known.forget(stream);
    const appended = await this.store.append(stream, known.revision, events);
    const [only] = decided;
    const [event] = events;
    // The places of several events are not told: such a stream is read when it is needed.
    if (decided.length === 1 && only !== undefined && event !== undefined && isAsWritten(command))
      this.known.keep(stream, knownAfter<State, Event>(decider, known, only, { event, appended }));
    return answerOf(stream, appended, events);
  }
}

/**
 * Whether the log holds what was just decided. It takes a repeat for the first and keeps that one, which may have another
 * time of the server's clock.
 */
const isAsWritten = ({ asked, body }: ApiCommand): boolean =>
  asked.keyIsNew || ('at' in body && body.at !== undefined && body.at !== null);

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
    return { id: eventIdOf(command.stream, actor, commandId, index, bodyHash), type, data, metadata };
  });
}
