import { type Row } from '../../apps/cli/src/import/mapping/row-to-commands.js';
import { type Comparison, type JudgedTicket, type Published } from './published-set.js';

/** How much of what a publisher prints the judge says too. */
export interface ComparisonReport {
  readonly name: string;
  readonly tolerance: string;
  /** Tickets of which it is printed. */
  readonly published: number;
  /** Of those, the ones that can be compared; a ticket that the import refused is one, and does not agree. */
  readonly compared: number;
  readonly agreed: number;
  /** `agreed / compared`; null where nothing was compared. */
  readonly share: number | null;
  readonly bar: number;
  readonly holds: boolean;
  /** The first few that do not agree, as `ticket: printed`. */
  readonly disagreements: readonly string[];
}

const LISTED = 20;

/** Counts how many of the published values agree with the verdicts. */
export class Comparing {
  private readonly disagreements: string[] = [];
  private compared = 0;
  private agreed = 0;

  private readonly published = new Map<string, Published>();
  private count = 0;

  constructor(private readonly comparison: Comparison) {}

  /** Notes what a row prints. */
  read(row: Row): void {
    const found = this.comparison.published(row);
    if (found === null) return;
    this.published.set(found.ticketId, found);
    this.count = this.published.size;
  }

  /** Each ticket once. */
  look(judged: JudgedTicket): void {
    const found = this.published.get(judged.ticketId);
    if (found === undefined) return;
    this.published.delete(judged.ticketId);
    const agrees = found.agrees(judged);
    if (agrees === null) return;
    this.settle(found, agrees);
  }

  /** After the last ticket: what is published of others counts as not agreed. */
  report(): ComparisonReport {
    for (const missing of this.published.values()) this.settle(missing, false);
    this.published.clear();
    const { name, tolerance, bar } = this.comparison;
    const { compared, agreed, disagreements } = this;
    const share = compared === 0 ? null : agreed / compared;
    const holds = share !== null && share >= bar;
    return { name, tolerance, published: this.count, compared, agreed, share, bar, holds, disagreements };
  }

  private settle({ ticketId, value }: Published, agrees: boolean): void {
    this.compared += 1;
    if (agrees) this.agreed += 1;
    else if (this.disagreements.length < LISTED) this.disagreements.push(`${ticketId}: ${value}`);
  }
}
