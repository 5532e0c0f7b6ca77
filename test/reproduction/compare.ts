import { openInput } from '../../apps/cli/src/import/rows/open-input.js';
import { readRows } from '../../apps/cli/src/import/rows/read-rows.js';
import { isBad } from '../../apps/cli/src/import/rows/row-or-bad.js';
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
  private readonly count: number;

  private constructor(
    private readonly comparison: Comparison,
    private readonly published: Map<string, Published>,
  ) {
    this.count = published.size;
  }

  /** Reads what is published. @throws InputError */
  static async of(comparison: Comparison, files: readonly string[]): Promise<Comparing> {
    const published = new Map<string, Published>();
    for (const file of files) {
      for await (const row of readRows(await openInput(file), comparison.columns, ',')) {
        const found = isBad(row) ? null : comparison.published(row);
        if (found !== null) published.set(found.ticketId, found);
      }
    }
    return new Comparing(comparison, published);
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
