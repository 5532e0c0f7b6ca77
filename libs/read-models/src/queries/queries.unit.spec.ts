import { daysInside } from './days.js';
import { whereDimensions } from './filters.js';
import { groupColumns, groupValues } from './groups.js';
import { Keyset, pageOf } from './keyset.js';
import { EVERYONE } from './scope.js';
import { spanOnDays } from './sums.js';
import { Where } from './where.js';

describe('a predicate', () => {
  it('keeps values out of its text', () => {
    const where = new Where().equals('tier', "gold' OR 1=1").equals('team', undefined).from('opened_at', 0);
    expect(where.text).toBe('tier = $1 AND opened_at >= $2::timestamptz');
    expect(where.parameters).toEqual(["gold' OR 1=1", '1970-01-01T00:00:00.000Z']);
  });

  it('is true when nothing is asked', () => {
    expect(new Where().text).toBe('TRUE');
  });

  it('is limited to the customers of its reader', () => {
    const where = whereDimensions({ customer: 'bolt' }, { kind: 'customers', customers: ['acme'] });
    expect(where.text).toBe('customer = ANY($1::text[]) AND customer = $2');
    expect(where.parameters).toEqual([['acme'], 'bolt']);
    expect(whereDimensions({}, { kind: 'customers', customers: [] }).text).toBe('customer = ANY($1::text[])');
    expect(whereDimensions({}, EVERYONE).text).toBe('TRUE');
  });
});

describe('a keyset', () => {
  const keyset = new Keyset([
    { expression: 'due', type: 'timestamptz' },
    { expression: 'ticket_id', type: 'text' },
    { expression: 'cycle', type: 'bigint' },
  ]);

  it('compares rows as tuples', () => {
    const where = new Where();
    keyset.after(where, ['infinity', 'T1', 2]);
    expect(where.text).toBe('(due, ticket_id, cycle) > ($1::timestamptz, $2::text, $3::bigint)');
    expect(keyset.orderBy).toBe('ORDER BY due, ticket_id, cycle');
  });

  it('starts at the beginning without a key', () => {
    const where = new Where();
    keyset.after(where, null);
    expect(where.text).toBe('TRUE');
  });

  it('takes only keys of its own form', () => {
    expect(keyset.fits(['2026-01-01T00:00:00.000Z', 'T1', 1])).toBe(true);
    expect(keyset.fits(['infinity', '', 0])).toBe(true);
    for (const key of [
      [],
      ['infinity', 'T1'],
      ['infinity', 'T1', 1, 1],
      ['2026-13-01T00:00:00.000Z', 'T1', 1],
      ['now()', 'T1', 1],
      ['infinity', 'T\u0000', 1],
      ['infinity', 'T1', 1.5],
      ['infinity', 'T1', '1'],
      [null, 'T1', 1],
    ])
      expect(keyset.fits(key)).toBe(false);
  });

  it('knows the next page by the row too many', () => {
    const keyOf = (row: number) => [row];
    expect(pageOf([1, 2, 3], 2, keyOf)).toEqual({ rows: [1, 2], next: [2] });
    expect(pageOf([1, 2], 2, keyOf)).toEqual({ rows: [1, 2], next: null });
    expect(pageOf([], 2, keyOf)).toEqual({ rows: [], next: null });
  });
});

describe('days inside a span', () => {
  const at = (iso: string) => Date.parse(iso);

  it('are those that lie inside in every time zone', () => {
    expect(daysInside(at('2026-01-01T00:00:00Z'), at('2026-02-01T00:00:00Z'))).toMatchObject({
      first: '2026-01-02',
      end: '2026-01-31',
    });
    expect(daysInside(undefined, at('2026-02-01T00:00:00Z'))).toMatchObject({ first: '-infinity', end: '2026-01-31' });
    expect(daysInside(at('2026-01-01T00:00:00Z'), undefined)).toMatchObject({ first: '2026-01-02', end: 'infinity' });
  });

  it('hold no instant outside the span, wherever the date is local', () => {
    const from = at('2026-03-05T07:13:00Z');
    const to = at('2026-03-20T19:01:00Z');
    const { first, end, headUntil, tailFrom } = daysInside(from, to);
    for (const hours of [-12, -11, 0, 5.75, 13, 14]) {
      const midnight = (date: string) => at(`${date}T00:00:00Z`) - hours * 3_600_000;
      expect(midnight(first)).toBeGreaterThanOrEqual(from);
      expect(midnight(end)).toBeLessThanOrEqual(to);
      expect(midnight(first)).toBeLessThanOrEqual(headUntil);
      expect(midnight(end)).toBeGreaterThanOrEqual(tailFrom);
    }
  });

  it('leave the rest to rows, and all of a short span', () => {
    const where = new Where();
    const { inside, cut } = spanOnDays(where, { from: at('2026-01-01T10:00:00Z'), to: at('2026-01-01T11:00:00Z') });
    expect(where.parameters.slice(0, 2)).toEqual(['2026-01-03', '2025-12-31']);
    expect(inside).toContain('decided_on >= $1::date AND decided_on < $2::date');
    expect(cut).toContain('decided_on < $1::date) OR (');
    expect(where.parameters.slice(2)).toEqual([
      ...['2026-01-01T10:00:00.000Z', '2026-01-01T11:00:00.000Z'],
      ...['2026-01-01T10:00:00.000Z', '2026-01-01T11:00:00.000Z'],
    ]);
    expect(spanOnDays(new Where(), {})).toEqual({ inside: 'isfinite(decided_on)', cut: null });
  });
});

describe('groups', () => {
  it('say null for what there is none of', () => {
    const columns = groupColumns(['tier', 'category', 'month']);
    const row = { by_tier: 'gold', by_category: '', by_month: '~' };
    expect(groupValues(columns, row)).toEqual({ tier: 'gold', category: null, month: null });
  });
});
