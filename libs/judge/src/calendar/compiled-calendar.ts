import { type CalendarDefinition } from '../model/calendar-definition.js';
import { type DateNumber, DAY, tenYearsAfter } from '../time/local-date.js';
import { type ZoneRules, zoneRules } from '../time/zone-rules.js';
import { NoOpenTimeError, type OpenTime, TooFarError } from './open-time.js';
import { OpenTable } from './open-table.js';
import { OpeningWindows } from './opening-windows.js';

const YEAR = 366 * DAY;
/** No promise reaches farther; it bounds the search in a calendar that is hardly ever open. */
const FARTHEST = 400 * YEAR;

/**
 * A calendar compiled to tables. The span that the table covers grows, at least doubling, as instants are asked for; the
 * answers do not depend on what was asked before.
 */
export class CompiledCalendar implements OpenTime {
  readonly zone: ZoneRules;
  private readonly windows: OpeningWindows;
  private table: OpenTable | null = null;

  /** @param name what an error calls it */
  constructor(
    readonly name: string,
    definition: CalendarDefinition,
  ) {
    this.zone = zoneRules(definition.timeZone);
    this.windows = new OpeningWindows(definition, this.zone);
  }

  open(from: number, to: number): number {
    if (to <= from) return 0;
    const table = this.covering(from, to);
    return table.sum(to) - table.sum(from);
  }

  firstOpen(at: number): number {
    const table = this.covering(at, at);
    const i = table.at(at);
    if (i >= 0 && at < (table.ends[i] as number)) return at;
    const next = table.starts[i + 1];
    return next !== undefined && next < table.to ? next : this.firstOpen(this.closedUntil(at, table));
  }

  advance(at: number, ms: number): number {
    if (ms <= 0) return at;
    let table = this.covering(at, at);
    for (;;) {
      const end = table.advance(at, ms);
      if (end <= table.to) return end;
      table = this.covering(at, this.beyond(at, table));
    }
  }

  workingDay(after: DateNumber, count: number): DateNumber {
    const { table } = this;
    if (table && after >= table.firstDate) {
      const day = table.workingDays[table.workingDayAfter(after) + count - 1];
      if (day !== undefined && day <= table.lastDate) return day;
    }
    const at = this.zone.toInstant(after * DAY) - DAY;
    this.covering(at, table && after >= table.firstDate ? this.beyond(at, table) : at);
    return this.workingDay(after, count);
  }

  /** An instant beyond the table at which there may be more open time. @throws NoOpenTimeError where there is none. */
  private beyond(at: number, table: OpenTable): number {
    if (table.to - at > FARTHEST) throw new TooFarError(this.name, at);
    const closing = Math.max(at, table.lastClosing);
    return Math.max(table.to, closing < table.to ? this.firstOpen(closing) : closing);
  }

  /** Where the search for an opening goes on after a table without one. */
  private closedUntil(at: number, table: OpenTable): number {
    const limit = tenYearsAfter(at);
    const wider = this.covering(at, Math.min(limit, table.to + (table.to - table.from)));
    const next = wider.starts[wider.at(at) + 1] ?? Infinity;
    if (next < limit && next < wider.to) return next;
    if (wider.to >= limit) throw new NoOpenTimeError(this.name, at);
    return this.closedUntil(at, wider);
  }

  private covering(from: number, to: number): OpenTable {
    const { table } = this;
    if (table && from >= table.from && to < table.to) return table;
    const span = table ? table.to - table.from : YEAR;
    const least = !table || from < table.from ? from - span : table.from;
    const most = !table || to >= table.to ? to + 2 * span : table.to;
    return (this.table = new OpenTable(this.windows, this.zone, least, most));
  }
}
