import fc from 'fast-check';
import { Temporal } from 'temporal-polyfill';
import { instants, zones } from '../testing/arbitraries.js';
import { isTimeZone, ZoneRules, zoneRules } from './zone-rules.js';

describe('zone rules', () => {
  it('say what Temporal says, either way', () => {
    fc.assert(
      fc.property(zones, fc.array(instants, { minLength: 1, maxLength: 5 }), (zone, ats) => {
        const rules = new ZoneRules(zone);
        for (const at of ats) {
          const there = Temporal.Instant.fromEpochMilliseconds(at).toZonedDateTimeISO(zone);
          expect(rules.toLocal(at) - at).toBe(there.offsetNanoseconds / 1e6);
          // Any wall-clock time: in a gap, in an overlap, or plain.
          const wall = Temporal.Instant.fromEpochMilliseconds(at).toZonedDateTimeISO('UTC').toPlainDateTime();
          expect(rules.toInstant(at)).toBe(
            wall.toZonedDateTime(zone, { disambiguation: 'compatible' }).epochMilliseconds,
          );
        }
      }),
      { numRuns: 60 },
    );
  });

  it('miss no change of the clocks, in zones that change four times a year', () => {
    for (const zone of ['Africa/Casablanca', 'Africa/Cairo', 'America/Argentina/San_Luis']) {
      for (let at = Date.parse('2005-01-01'); at < Date.parse('2026-12-31'); at += 9 * 86_400_000) {
        const offset = Temporal.Instant.fromEpochMilliseconds(at).toZonedDateTimeISO(zone).offsetNanoseconds / 1e6;
        expect(zoneRules(zone).toLocal(at) - at).toBe(offset);
      }
    }
  });

  it('know names of zones only', () => {
    expect(['Europe/Paris', 'UTC', '+05:30', 'Nowhere/At_All', ''].map(isTimeZone)).toEqual([
      true,
      true,
      false,
      false,
      false,
    ]);
  });
});
