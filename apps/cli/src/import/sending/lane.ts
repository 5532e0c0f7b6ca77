import { setTimeout as sleep } from 'node:timers/promises';
import {
  type ApiClient,
  describeProblem,
  type Problem,
  RefusedError,
  UnreachableError,
} from '../../api-client/api-client.js';
import { type Outgoing, type Reject } from './outgoing.js';

export interface LaneEvents {
  readonly onAccepted: (position: string) => void;
  readonly onRejected: (reject: Reject) => void;
  /** The server is away or busy; what was not answered is sent again. */
  readonly onWaiting: (why: string) => void;
}

export interface LanePatience {
  /** Milliseconds without any progress after which the import gives up. */
  readonly giveUpAfterMs: number;
  readonly clock: () => number;
}

/** The server stayed away. */
export class GaveUpError extends Error {
  constructor(why: string, seconds: number) {
    super(
      `nothing went through for ${seconds} s (${why}). Run the same import again when the server is back: nothing is written twice`,
    );
    this.name = 'GaveUpError';
  }
}

type Answer = { readonly ok: true; readonly position: string } | { readonly ok: false; readonly problem: Problem };

const TIMEOUT_MS = 120_000;
const FIRST_WAIT_MS = 200;
const LONGEST_WAIT_MS = 5_000;

/** Sends batches of commands one after the other, so that the commands of a ticket in it keep their order. */
export class Lane {
  constructor(
    private readonly api: ApiClient,
    private readonly events: LaneEvents,
    private readonly patience: LanePatience,
  ) {}

  /**
   * Sends a batch until each of its commands was taken or rejected; repeats are safe, because each has its own key.
   * @throws GaveUpError; RefusedError where the API refuses the request as a whole (a wrong key, say)
   */
  async send(batch: readonly Outgoing[]): Promise<void> {
    let open = batch;
    let since = this.patience.clock();
    for (let attempt = 0; open.length > 0; attempt += 1) {
      const { left, why } = await this.attempt(open);
      if (left.length < open.length) {
        attempt = 0;
        since = this.patience.clock();
      }
      open = left;
      if (open.length > 0) await this.wait(attempt, since, why);
    }
  }

  private async wait(attempt: number, since: number, why: string): Promise<void> {
    const waited = this.patience.clock() - since;
    if (waited > this.patience.giveUpAfterMs) throw new GaveUpError(why, Math.round(waited / 1000));
    this.events.onWaiting(why);
    await sleep(Math.min(LONGEST_WAIT_MS, FIRST_WAIT_MS * 2 ** attempt));
  }

  private async attempt(open: readonly Outgoing[]): Promise<{ left: readonly Outgoing[]; why: string }> {
    try {
      const text = await this.api.commands(
        open.map(({ command }) => JSON.stringify(command.body)),
        TIMEOUT_MS,
      );
      return this.settle(open, answersIn(text));
    } catch (error) {
      if (error instanceof UnreachableError || (error instanceof RefusedError && passes(error.problem.status))) {
        return { left: open, why: error.message };
      }
      throw error;
    }
  }

  /** What was not answered, or only for now, is left; so is what a ticket was refused after one of its commands was left. */
  private settle(open: readonly Outgoing[], answers: readonly Answer[]): { left: readonly Outgoing[]; why: string } {
    const left: Outgoing[] = [];
    const held = new Set<string>();
    let why = 'the connection broke';
    open.forEach((outgoing, index) => {
      const answer = answers[index];
      const { ticketId } = outgoing.command;
      if (answer?.ok) return this.events.onAccepted(answer.position);
      if (answer && !passes(answer.problem.status) && !held.has(ticketId)) return this.reject(outgoing, answer.problem);
      if (answer && passes(answer.problem.status)) why = describeProblem(answer.problem);
      held.add(ticketId);
      left.push(outgoing);
    });
    return { left, why };
  }

  private reject({ file, line, command }: Outgoing, problem: Problem): void {
    this.events.onRejected({
      file,
      line,
      command: command.name,
      ticketId: command.ticketId,
      status: problem.status,
      reason: describeProblem(problem),
    });
  }
}

/** Answers that a later attempt may turn into another. */
const passes = (status: number): boolean => status === 429 || status >= 500;

/** The whole lines of an answer that may have been cut off in the middle of one. */
function answersIn(text: string): readonly Answer[] {
  const lines = text.split('\n');
  lines.pop();
  return lines.filter((line) => line !== '').map((line) => JSON.parse(line) as Answer);
}
