import { canonicalJson, ticketHash } from '#domain';
import type { Verdict } from '#judge';
import { pairs } from '../difference/difference.js';
import { aVerdict } from '../testing/verdict.js';
import { DIGESTED, hashOfText, rowsText, unjudgedText } from './ticket-rows.js';

const digested = (v: Verdict | null) => v && DIGESTED.map((field) => v[field]);
const odd = aVerdict({
  category: 'a "quoted" \u00e9\n',
  decidedAt: null,
  excused: 'x',
  termsVersion: 'w1',
  calendar: null,
});

describe('the rows of a ticket in a digest', () => {
  const same = aVerdict({ metric: 'a' });
  const clocks = pairs([same, odd], [{ ...same }, aVerdict(), aVerdict({ cycle: 2 })]);
  const rows = [[digested(same)], [digested(odd), digested(aVerdict())], [null, digested(aVerdict({ cycle: 2 }))]];

  it('are canonical JSON', () => {
    expect(rowsText('t"1', clocks)).toBe(canonicalJson(['t"1', ...rows]));
    expect(rowsText('t1', [])).toBe(canonicalJson(['t1']));
  });

  it('tell apart what only another version stands behind', () => {
    const under = pairs([same], [{ ...same, termsVersion: 'w1' }]);
    expect(rowsText('t1', under)).not.toBe(rowsText('t1', pairs([same], [same])));
  });

  it('are canonical JSON for a ticket that could not be judged', () => {
    expect(unjudgedText('t1', 'no "open" time')).toBe(canonicalJson(['t1', 'no "open" time']));
  });

  it('hash as every digest here does', () => {
    expect(hashOfText(rowsText('t1', clocks))).toEqual(ticketHash(['t1', ...rows]));
  });
});
