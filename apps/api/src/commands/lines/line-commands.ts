import { Inject, Injectable, Logger } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';
import { problemDocument, ProblemError, toProblem, type ProblemDocument } from '#platform';
import { TicketApiCommand } from '../../tickets/ticket-api-command.js';
import type { ApiCommand } from '../api-command.js';
import { NEW_ID, type NewId } from '../ports.js';
import { domainProblem } from '../problems.js';
import { readLine, type Sender } from './read-line.js';
import { runInOrder } from './run-in-order.js';
import { splitLines, type RawLine } from './split-lines.js';

/** The largest line, in bytes. The number of lines is not limited. */
export const LINE_LIMIT = 262_144;

/** Commands of one request that run at once. */
const AT_ONCE = 64;

/** Lines of one request that are held, run or waiting to be answered. */
const WINDOW = 512;

export type LineAnswer =
  | { readonly line: number; readonly ok: true; readonly position: string; readonly ticketId?: string }
  | { readonly line: number; readonly ok: false; readonly problem: ProblemDocument };

interface ReadLine {
  readonly line: number;
  readonly read: ApiCommand | ProblemError;
}

/** Applies a stream of commands, a line each, and answers them a line each, in order. */
@Injectable()
export class LineCommands {
  private readonly log = new Logger('lines');

  constructor(
    private readonly commands: CommandBus,
    @Inject(NEW_ID) private readonly newId: NewId,
  ) {}

  /** Answers as NDJSON, a piece for all lines that are ready. */
  async *answer(body: AsyncIterable<Buffer>, sender: Omit<Sender, 'newId'>): AsyncGenerator<string> {
    const lines = this.read(body, { ...sender, newId: this.newId });
    const how = { laneOf, run: (line: ReadLine) => this.run(line), atOnce: AT_ONCE, window: WINDOW };
    for await (const answers of runInOrder(lines, how)) {
      yield answers.map((answer) => `${JSON.stringify(answer)}\n`).join('');
    }
  }

  private async *read(body: AsyncIterable<Buffer>, sender: Sender): AsyncGenerator<ReadLine> {
    for await (const raw of splitLines(body, LINE_LIMIT)) {
      if (!isBlank(raw)) yield { line: raw.line, read: this.readOne(raw, sender) };
    }
  }

  private readOne({ bytes }: RawLine, sender: Sender): ApiCommand | ProblemError {
    if (bytes === null) return new ProblemError(413, `the line is longer than ${LINE_LIMIT} bytes`);
    try {
      return readLine(bytes, sender);
    } catch (error) {
      return this.problemOf(error);
    }
  }

  private async run({ line, read }: ReadLine): Promise<LineAnswer> {
    if (read instanceof ProblemError) return { line, ok: false, problem: problemDocument(read) };
    try {
      const { position } = await this.commands.execute(read);
      return { line, ok: true, position, ...mintedTicket(read) };
    } catch (error) {
      return { line, ok: false, problem: problemDocument(this.problemOf(error)) };
    }
  }

  private problemOf(error: unknown): ProblemError {
    const problem = toProblem(error, [domainProblem]);
    if (problem.status === 500) this.log.error(error instanceof Error ? error.stack : error);
    return problem;
  }
}

const isBlank = ({ bytes }: RawLine): boolean => bytes !== null && bytes.toString('latin1').trim() === '';

/** A bad line changes nothing, so it waits for nobody. */
function laneOf({ line, read }: ReadLine): string | null {
  if (read instanceof ProblemError) return `bad line ${line}`;
  return read instanceof TicketApiCommand ? read.stream : null;
}

/** The id of a ticket that the server named: nobody could know it otherwise. */
function mintedTicket(command: ApiCommand): { ticketId: string } | object {
  if (!(command instanceof TicketApiCommand) || command.name !== 'OpenTicket') return {};
  const named = (command.body as { ticketId?: string | null }).ticketId;
  return named == null ? { ticketId: command.ticketId } : {};
}
