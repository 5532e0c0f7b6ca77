import { canonicalJson, ticketHash } from '#domain';
import type { Verdict } from '#judge';
import { pairs } from '../difference/difference.js';
import { aVerdict } from '../testing/verdict.js';
import { DIGESTED, hashOfText, rowsText, unjudgedText } from './ticket-rows.js';

const digested = (v: Verdict | null) => v && Object.fromEntries(DIGESTED.map((field) => [field, v[field]]));
const odd = aVerdict({
  category: 'a "quoted" \u00e9\n',
  decidedAt: null,
  excused: 'x',
  termsVersion: 'w1',
  calendar: null,
});

describe('the rows of a ticket in a digest', () => {
  const clocks = pairs([aVerdict({ metric: 'a' }), odd], [aVerdict(), aVerdict({ cycle: 2 })]);
  const rows = clocks.map(({ before, after }) => ({ before: digested(before), after: digested(after) }));

  it('are canonical JSON', () => {
    expect(rowsText('t"1', clocks)).toBe(canonicalJson({ ticketId: 't"1', rows }));
    expect(rowsText('t1', [])).toBe(canonicalJson({ ticketId: 't1', rows: [] }));
  });

  it('are canonical JSON for a ticket that could not be judged', () => {
    expect(unjudgedText('t1', 'no "open" time')).toBe(canonicalJson({ ticketId: 't1', unjudged: 'no "open" time' }));
  });

  it('hash as every digest here does', () => {
    expect(hashOfText(rowsText('t1', clocks))).toEqual(ticketHash({ ticketId: 't1', rows }));
  });
});
