import fc from 'fast-check';
import { toSql } from './instants.js';

it('spells an instant as ISO 8601 does', () => {
  expect(toSql(null)).toBeNull();
  for (const iso of ['1970-01-01T00:00:00.000Z', '1969-12-31T23:59:59.999Z', '2015-02-16T07:05:09.040Z'])
    expect(toSql(Date.parse(iso))).toBe(iso);
  fc.assert(
    fc.property(fc.integer({ min: Date.UTC(100, 0), max: Date.UTC(9999, 11, 31, 23, 59, 59, 999) }), (at) => {
      expect(toSql(at)).toBe(new Date(at).toISOString());
    }),
    { numRuns: 5_000 },
  );
  expect(() => toSql(NaN)).toThrow(RangeError);
});
