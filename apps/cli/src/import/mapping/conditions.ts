import { type Condition, type Mapping } from './mapping.js';

/** What a row says, and what the row of its ticket before it said; empty where there is nothing. */
export interface Sight {
  readonly now: (column: string) => string;
  readonly before: (column: string) => string;
}

/** Whether a row meets all conditions. */
export function holds(conditions: readonly Condition[], { now, before }: Sight): boolean {
  return conditions.every(({ column, is, not, present, changed, was }) => {
    if (was) return was.includes(before(column));
    const value = now(column);
    if (changed !== undefined) return (value !== before(column)) === changed;
    if (is) return is.includes(value);
    if (not) return !not.includes(value);
    return (value !== '') === (present ?? true);
  });
}

/** Whether a condition looks at the row before. */
export const looksBack = ({ changed, was }: Condition): boolean => changed !== undefined || was !== undefined;

const conditionsOf = (mapping: Mapping): readonly Condition[] => [
  ...mapping.where,
  ...mapping.commands.flatMap(({ where }) => where),
];

/** The columns that conditions name. */
export const conditionColumns = (mapping: Mapping): readonly string[] =>
  conditionsOf(mapping).map(({ column }) => column);

/**
 * Remembers of each ticket what its last row said, of the columns that conditions look back at alone: memory grows
 * with the tickets, not with the rows. Holds nothing for a mapping that does not look back.
 */
export class RowMemory {
  private readonly watched: readonly string[];
  private readonly last = new Map<string, readonly string[]>();

  constructor(private readonly mapping: Mapping) {
    this.watched = [
      ...new Set(
        conditionsOf(mapping)
          .filter(looksBack)
          .map(({ column }) => column),
      ),
    ];
  }

  /** What is to be seen from a row, given the rows kept so far. */
  sight(now: (column: string) => string): Sight {
    const last = this.watched.length === 0 ? undefined : this.last.get(this.ticketOf(now));
    return { now, before: (column) => last?.[this.watched.indexOf(column)] ?? '' };
  }

  /** The row is the last of its ticket from now on. */
  keep(now: (column: string) => string): void {
    if (this.watched.length > 0) this.last.set(this.ticketOf(now), this.watched.map(now));
  }

  private readonly ticketOf = (now: (column: string) => string): string => JSON.stringify(this.mapping.ticket.map(now));
}
