import { type CreditTerms } from '../model/terms.js';
import { type Verdict } from '../model/verdict.js';
import { creditOf } from './credits.js';
import { Decimal } from './decimal.js';
import { minorUnit } from './minor-unit.js';

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

  it('says from what it follows', () => {
    const given = [...verdicts(8, 2, { priority: 'critical' }), ...verdicts(0, 1, { metric: 'first-response' })];
    expect(creditOf(terms, given)).toEqual({
      currency: 'EUR',
      steps: [{ metric: 'resolution', bound: '0.90', percent: '10' }],
      breaches: [
        { metric: 'resolution', amount: '50.00', count: 2 },
        { metric: 'first-response', amount: '0.10', count: 1 },
      ],
      rewards: [],
      capped: false,
      total: '220.10',
    });
  });

  it('takes the rows of each metric by themselves, in whatever order they stand', () => {
    const ladder = [
      { metric: 'update', below: '0.99', percent: '1' },
      { metric: 'resolution', below: '0.90', percent: '10' },
      { metric: 'resolution', below: '0.95', percent: '5' },
    ];
    const rewards = [
      { metric: 'first-response', atLeast: '0.9', percent: '1' },
      { metric: 'first-response', atLeast: '0.5', percent: '0.5' },
      { metric: 'resolution', atLeast: '0.1', percent: '3' },
      { metric: 'resolution', atLeast: '0.8', percent: '4' },
    ];
    const given = [...verdicts(8, 2), ...verdicts(9, 1, { metric: 'first-response' })];
    const credit = creditOf({ ...terms, ladder, rewards, breaches: [] }, given);
    expect(credit.steps).toEqual([{ metric: 'resolution', bound: '0.90', percent: '10' }]);
    expect(credit.rewards).toEqual([
      { metric: 'first-response', bound: '0.9', percent: '1' },
      { metric: 'resolution', bound: '0.8', percent: '4' },
    ]);
    expect(credit.total).toBe('60.00');
  });

  it('counts neither void nor running clocks', () => {
    const idle = ['void', 'running', 'paused'].map((state) => ({ ...verdicts(1, 0)[0], state }) as Verdict);
    expect(creditOf(terms, [...idle, ...verdicts(94, 6)]).total).toBe('60.00');
    expect(creditOf(terms, idle)).toMatchObject({ steps: [], breaches: [], rewards: [], total: '0.00' });
  });

  it('is capped only beyond the cap, and not at all without one', () => {
    const at = verdicts(8, 2, { priority: 'critical' });
    const { cap: _cap, ...open } = terms;
    expect(creditOf({ ...terms, cap: '18.333333' }, at)).toMatchObject({ capped: true, total: '220.00' });
    expect(creditOf({ ...terms, fee: '1000', cap: '20' }, at)).toMatchObject({ capped: false, total: '200.00' });
    expect(creditOf(open, verdicts(0, 9, { priority: 'critical' }))).toMatchObject({ capped: false, total: '570.00' });
    expect(creditOf({ fee: '7', currency: 'EUR', per: 'year' }, at)).toMatchObject({ total: '0.00' });
  });

  it.each<[string, Partial<Verdict>, string | undefined]>([
    ['tier before priority', { tier: 'gold', priority: 'high', category: 'mail' }, '3'],
    ['priority before category', { tier: 'bronze', priority: 'high', category: 'mail' }, '2'],
    ['category before nothing', { tier: 'bronze', priority: 'low', category: 'mail' }, '1'],
    ['the row for all', { tier: 'bronze', priority: 'low', category: 'web' }, '0'],
    ['no row of another metric', { metric: 'update' }, undefined],
  ])('pays a breach by %s', (_name, of, amount) => {
    const rows = [
      { metric: 'resolution', tier: '*', priority: '*', category: '*', amount: '0' },
      { metric: 'resolution', category: 'mail', amount: '1' },
      { metric: 'resolution', priority: 'high', amount: '2' },
      { metric: 'resolution', tier: 'gold', amount: '3' },
      { metric: 'resolution', tier: 'gold', amount: '4' },
    ];
    const { breaches } = creditOf({ ...terms, breaches: rows }, verdicts(0, 1, of));
    expect(breaches[0]?.amount).toBe(amount);
  });
});

describe('a decimal', () => {
  it('is exact, and rounds at the end only', () => {
    expect(Decimal.of('0.1').plus(Decimal.of('0.2')).toText(2)).toBe('0.30');
    expect(Decimal.of('1').minus(Decimal.of('1.005')).toText(2)).toBe('-0.01');
    expect(Decimal.of('-0.001').toText(2)).toBe('0.00');
    expect(Decimal.of('-12.5').toText(0)).toBe('-13');
    expect(Decimal.of('12.4').toText(0)).toBe('12');
    expect(Decimal.of('0.5').toText(3)).toBe('0.500');
    expect(Decimal.of('7').toText(2)).toBe('7.00');
    expect(Decimal.of('12').percent(Decimal.of('12.5')).toText(2)).toBe('1.50');
    expect(Decimal.ZERO.toText(2)).toBe('0.00');
  });

  it('compares without dividing', () => {
    expect(Decimal.of('0.50').isLess(Decimal.of('0.5'))).toBe(false);
    expect(Decimal.of('0.49').isLess(Decimal.of('0.5'))).toBe(true);
    expect(Decimal.of('0.5').isLess(Decimal.of('0.49'))).toBe(false);
    expect(Decimal.of('0.3333').isAboveShare(1, 3)).toBe(false);
    expect(Decimal.of('0.3334').isAboveShare(1, 3)).toBe(true);
    expect(Decimal.of('0.5').isAboveShare(1, 2)).toBe(false);
  });

  it.each(['1e3', '', '.5', '1.', '1,5', ' 1', '1 ', '+1', '0x1'])('%s is none', (text) => {
    expect(() => Decimal.of(text)).toThrow(`"${text}" is no decimal`);
  });
});

describe('the minor unit of a currency', () => {
  it('is a hundredth but for some (ISO 4217)', () => {
    const none = [
      'BIF',
      'CLP',
      'DJF',
      'GNF',
      'ISK',
      'JPY',
      'KMF',
      'KRW',
      'PYG',
      'RWF',
      'UGX',
      'UYI',
      'VND',
      'VUV',
      'XAF',
    ];
    expect([...none, 'XOF', 'XPF'].map(minorUnit)).toEqual(Array(17).fill(0));
    expect(['BHD', 'IQD', 'JOD', 'KWD', 'LYD', 'OMR', 'TND'].map(minorUnit)).toEqual(Array(7).fill(3));
    expect(['EUR', 'USD', 'GBP'].map(minorUnit)).toEqual([2, 2, 2]);
  });
});
