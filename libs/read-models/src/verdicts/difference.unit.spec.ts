import { ComplianceMoves } from '../compliance/moves.js';
import { verdictDifference } from './difference.js';
import type { VerdictRow } from './verdict-row.js';

const row = (others: Partial<VerdictRow> = {}): VerdictRow => ({
  ticketId: 't1',
  metric: 'resolution',
  cycle: 1,
  agreementId: 'acme',
  customer: 'acme-inc',
  tier: 'gold',
  priority: 'high',
  category: null,
  team: null,
  agent: null,
  state: 'running',
  startedAt: 0,
  measuredFrom: 0,
  dueAt: 10,
  breachesAt: 10,
  stoppedAt: null,
  decidedAt: null,
  decidedOn: null,
  elapsedMs: null,
  overrunMs: null,
  targetMs: 10,
  within: 'PT0.010S',
  atRiskAt: 8,
  atRisk: false,
  excused: null,
  marks: [],
  reason: null,
  termsVersion: '1',
  calendar: '24x7',
  goal: 0.9,
  facts: ['f1'],
  ...others,
});

it('rows that say the same are left alone', () => {
  expect(verdictDifference([row()], [row({ facts: ['f1'] })])).toEqual({ put: [], gone: [], before: [] });
});

it.each([
  ['a value', { atRisk: true }],
  ['a list', { facts: ['f1', 'f2'] }],
  ['a null', { dueAt: null }],
])('a row with another %s is put, and what it was is told', (_, others) => {
  const after = row(others);
  expect(verdictDifference([row()], [after])).toEqual({ put: [after], gone: [], before: [row()] });
});

it('a clock that is there no more is gone, another cycle is new', () => {
  const second = row({ cycle: 2 });
  expect(verdictDifference([row()], [second])).toEqual({ put: [second], gone: [row()], before: [row()] });
});

it('counters move by new less old, and not at all where both count alike', () => {
  const moves = new ComplianceMoves();
  moves.add(row(), -1);
  moves.add(row({ atRisk: true }), 1);
  expect(moves.sorted()).toMatchObject([{ running: 0, at_risk: 1, goal: 0.9, decided_on: 'infinity', category: '' }]);
  moves.add(row({ atRisk: true }), -1);
  moves.add(row(), 1);
  expect(moves.sorted()).toEqual([]);
});

it('an excused breach is a breach', () => {
  const moves = new ComplianceMoves();
  moves.add(row({ state: 'breached', excused: 'storm', decidedOn: '2026-03-02', goal: null }), 1);
  expect(moves.sorted()).toMatchObject([{ breached: 1, excused: 1, running: 0, goal: -1, decided_on: '2026-03-02' }]);
});
