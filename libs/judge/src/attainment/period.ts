import { type Instant, instantOf } from '../model/time.js';
import { zoneRules } from '../time/zone-rules.js';

export type PeriodLength = 'month' | 'quarter' | 'year';

/** A calendar month, quarter or year of a time zone; `[from, to)`. */
export interface Period {
  /** `2015-02`, `2015-Q1`, `2015`. */
  readonly name: string;
  readonly from: Instant;
  readonly to: Instant;
}

const months: Readonly<Record<PeriodLength, number>> = { month: 1, quarter: 3, year: 12 };

/**
 * The period that holds an instant, by the wall clock of a zone: a verdict counts in that of its `decidedAt`.
 * @throws TimeZoneError
 */
export function periodOf(at: Instant, timeZone: string, per: PeriodLength): Period {
  const zone = zoneRules(timeZone);
  const local = new Date(zone.toLocal(at));
  const year = local.getUTCFullYear();
  const first = local.getUTCMonth() - (local.getUTCMonth() % months[per]);
  return {
    name: nameOf(year, first, per),
    from: instantOf(zone.toInstant(Date.UTC(year, first, 1))),
    to: instantOf(zone.toInstant(Date.UTC(year, first + months[per], 1))),
  };
}

function nameOf(year: number, month: number, per: PeriodLength): string {
  const name = String(year).padStart(4, '0');
  if (per === 'year') return name;
  return per === 'quarter' ? `${name}-Q${month / 3 + 1}` : `${name}-${String(month + 1).padStart(2, '0')}`;
}
