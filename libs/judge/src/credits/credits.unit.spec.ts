import { type CreditTerms } from '../model/terms.js';
import { type Verdict } from '../model/verdict.js';
import { creditOf } from './credits.js';
import { Decimal } from './decimal.js';

const terms: CreditTerms = {
  fee: '1200.00',
  currency: 'EUR',
  per: 'month',
  cap: '20',
  ladder: [
    { metric: 'resolution', below: '0.95', percent: '5' },
    { metric: 'resolution', below: '0.90', percent: '10' },
  ],
  breaches: [
    { metric: 'resolution', priority: 'critical', amount: '50.00' },
    { metric: 'first-response', amount: '0.10' },
  ],
  rewards: [{ metric: 'resolution', atLeast: '0.995', percent: '2' }],
};

const verdicts = (met: number, breached: number, of: Partial<Verdict> = {}): Verdict[] =>
  Array.from({ length: met + breached }, (_, i) => {
    const state = i < met ? 'met' : 'breached';
    return {
      metric: 'resolution',
      state,
      excused: null,
      tier: 'gold',
      priority: 'low',
      category: null,
      ...of,
    } as Verdict;
  });

describe('the credit of a period', () => {
  it.each([
    ['nothing at the bound itself', verdicts(95, 5), '0.00'],
    ['the step that it is under', verdicts(94, 6), '60.00'],
    ['the lowest step only', verdicts(89, 11), '120.00'],
    ['a breach that fits, besides the step', verdicts(9, 1, { priority: 'critical' }), '110.00'],
    ['no more than the cap', verdicts(0, 9, { priority: 'critical' }), '240.00'],
    ['less a reward', verdicts(1, 0), '-24.00'],
    ['nothing without attainment', [], '0.00'],
    ['nothing for an excused breach', verdicts(0, 3, { excused: 'storm', priority: 'critical' }), '0.00'],
    ['exact sums of small amounts', verdicts(0, 3, { metric: 'first-response' }), '0.30'],
  ])('is %s', (_name, given, total) => {
    expect(creditOf(terms, given).total).toBe(total);
  });

  it('takes the reward off what the cap left', () => {
    const both = [...verdicts(1, 0), ...verdicts(0, 5000, { metric: 'first-response' })];
    expect(creditOf(terms, both)).toMatchObject({ capped: true, total: '216.00', rewards: [{ bound: '0.995' }] });
  });

  it('rounds once, half up, to the minor unit of the currency', () => {
    const small = { ...terms, fee: '0.05', ladder: [{ metric: 'resolution', below: '1', percent: '10' }], rewards: [] };
    expect(creditOf(small, verdicts(0, 1)).total).toBe('0.01');
    expect(creditOf({ ...small, currency: 'JPY', fee: '5' }, verdicts(0, 1)).total).toBe('1');
    expect(creditOf({ ...small, currency: 'KWD' }, verdicts(0, 1)).total).toBe('0.005');
  });

  it('pays a breach by the row that fits it best', () => {
    const rows = [
      { metric: 'resolution', amount: '1' },
      { metric: 'resolution', tier: 'gold', amount: '2' },
    ];
    const credit = creditOf({ ...terms, ladder: [], breaches: rows }, verdicts(0, 2));
    expect(credit.breaches).toEqual([{ metric: 'resolution', amount: '2', count: 2 }]);
  });
});

describe('a decimal', () => {
  it('is exact, and rounds at the end only', () => {
    expect(Decimal.of('0.1').plus(Decimal.of('0.2')).toText(2)).toBe('0.30');
    expect(Decimal.of('1').minus(Decimal.of('1.005')).toText(2)).toBe('-0.01');
    expect(Decimal.of('-0.001').toText(2)).toBe('0.00');
    expect(() => Decimal.of('1e3')).toThrow('no decimal');
  });
});
