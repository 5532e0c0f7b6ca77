import { seeded } from '../../../libs/projection/src/testing/history.js';
import { AGREEMENT, PRIORITIES, TIERS } from './agreement.js';

/**
 * What follows the opening of a ticket: shares of tickets. An opening is followed by one and a half commands on average,
 * so of all commands 40 % open, 15 % respond, 10 % assign, 5 % pause, 5 % resume and 25 % resolve.
 */
export const SHARES = { assigned: 0.25, responded: 0.375, pausedAndResumed: 0.125, resolved: 0.625 } as const;

const CATEGORIES = 20;
const TEAMS = 20;
/** Between two commands of one ticket, in seconds: that its answer is there before the next is due. */
const GAP_S = { least: 0.5, most: 4 } as const;

/** A command to be posted. */
export interface Posted {
  readonly ticketId: string;
  readonly name: string;
  readonly path: string;
  readonly body: string;
}

interface Due {
  readonly slot: number;
  readonly rest: readonly Posted[];
}

/** Tickets and their commands, drawn by a seed: one command for each slot, so many slots a second. */
export class Workload {
  private readonly random: () => number;
  private readonly due: Due[] = [];
  private slot = 0;
  private opened = 0;

  /** @param run part of the tickets' ids: two runs share none */
  constructor(
    private readonly run: string,
    seed: number,
    private readonly perSecond: number,
  ) {
    this.random = seeded(seed);
  }

  /** What is posted in the next slot: the next command of a ticket that is due, else a new ticket. */
  next(): Posted {
    this.slot += 1;
    const [command, ...rest] = this.takeDue() ?? this.ticket();
    if (command === undefined) throw new Error('a ticket without a command was due');
    if (rest.length > 0) this.insert({ slot: this.slot + this.gap(), rest });
    return command;
  }

  private takeDue(): readonly Posted[] | undefined {
    const first = this.due[this.due.length - 1];
    if (first === undefined || first.slot > this.slot) return undefined;
    this.due.pop();
    return first.rest;
  }

  /** Kept in falling order: what is due next is last. */
  private insert(due: Due): void {
    let [low, high] = [0, this.due.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((this.due[middle] as Due).slot > due.slot) low = middle + 1;
      else high = middle;
    }
    this.due.splice(low, 0, due);
  }

  private gap(): number {
    return Math.round((GAP_S.least + this.random() * (GAP_S.most - GAP_S.least)) * this.perSecond);
  }

  private ticket(): readonly Posted[] {
    this.opened += 1;
    const ticketId = `${this.run}-${this.opened}`;
    const commands = [this.open(ticketId)];
    const add = (name: string, path: string, body: object = {}) =>
      commands.push({ ticketId, name, path: `/v1/tickets/${ticketId}/${path}`, body: JSON.stringify(body) });
    const drawn = (share: number) => this.random() < share;
    if (drawn(SHARES.assigned)) add('AssignTicket', 'assignments', { team: `team-${this.below(TEAMS)}` });
    if (drawn(SHARES.responded)) add('SendResponse', 'responses');
    if (drawn(SHARES.pausedAndResumed)) {
      add('PauseTicket', 'pauses', { reason: 'customer' });
      add('ResumeTicket', 'resumptions');
    }
    if (drawn(SHARES.resolved)) add('ResolveTicket', 'resolution');
    return commands;
  }

  private open(ticketId: string): Posted {
    const body = {
      ticketId,
      agreementId: AGREEMENT,
      tier: TIERS[this.below(TIERS.length)],
      priority: PRIORITIES[this.below(PRIORITIES.length)],
      category: `category-${this.below(CATEGORIES)}`,
    };
    return { ticketId, name: 'OpenTicket', path: '/v1/tickets', body: JSON.stringify(body) };
  }

  private below(limit: number): number {
    return Math.floor(this.random() * limit);
  }
}
