import { parseInstant, type CalendarDefinition, type Terms } from '#judge';
import { specOf } from '../testing/given.js';
import type { AgreementCommand } from './commands.js';
import { decideAgreement, type AgreementContext } from './decide.js';
import type { AgreementEvent } from './events.js';
import { rulebookOf } from './rulebook.js';
import { evolveAgreement, initialAgreement, type AgreementState } from './state.js';

const office: CalendarDefinition = {
  timeZone: 'Europe/Paris',
  weekly: [{ days: ['mon', 'tue'], from: '09:00', to: '17:00' }],
};
const terms: Terms = { tiers: { gold: [{ metric: 'resolution', within: 'PT4H', calendar: 'office' }] } };

const given = specOf<AgreementCommand, AgreementState, AgreementEvent, AgreementContext>(
  { initial: initialAgreement, evolve: evolveAgreement, decide: decideAgreement },
  { calendar: (id) => (id === 'office' ? office : undefined) },
);

const day = (n: number) => parseInstant(`2026-01-0${n}T00:00:00Z`);
const iso = (n: number) => `2026-01-0${n}T00:00:00.000Z`;
const parties = { agreementId: 'acme', customer: 'acme-inc', name: 'Acme', kind: 'customer' as const };
const sign: AgreementCommand = { type: 'SignAgreement', ...parties, effectiveFrom: day(1), terms };
const amend: AgreementCommand = {
  type: 'AmendAgreement',
  agreementId: 'acme',
  effectiveFrom: day(3),
  reach: 'new',
  reason: 'renegotiated',
  terms,
};
const signed: AgreementEvent = { type: 'AgreementSigned', data: { ...parties, effectiveFrom: iso(1), terms } };
const amended: AgreementEvent = {
  type: 'AgreementAmended',
  data: {
    agreementId: 'acme',
    version: 2,
    effectiveFrom: iso(3),
    effectiveUntil: null,
    reach: 'new',
    supersedes: false,
    reason: 'renegotiated',
    terms,
  },
};

describe('signing', () => {
  it('is version 1', () => given([]).when(sign).then([signed]));
  it('happens once', () => given([signed]).when(sign).thenRefused({ kind: 'conflict' }));
  it('needs calendars that are defined', () =>
    given([])
      .when({ ...sign, terms: { tiers: { gold: [{ metric: 'resolution', within: 'PT4H', calendar: 'nowhere' }] } } })
      .thenRefused({ kind: 'unprocessable', path: 'terms.tiers.gold[0].calendar' }));
  it('needs durations of more than nothing', () =>
    given([])
      .when({ ...sign, terms: { tiers: { gold: [{ metric: 'resolution', within: 'PT0S' }] } } })
      .thenRefused({ kind: 'unprocessable', path: 'terms.tiers.gold[0].within' }));
});

describe('amending', () => {
  it('adds a version', () => given([signed]).when(amend).then([amended]));
  it('needs something to amend', () => given([]).when(amend).thenRefused({ kind: 'missing' }));
  it('must say what becomes of a later version', () =>
    given([signed, amended])
      .when({ ...amend, effectiveFrom: day(2) })
      .thenRefused({ kind: 'unprocessable', path: 'supersedes' }));
  it('ends after it begins', () =>
    given([signed])
      .when({ ...amend, effectiveUntil: day(3) })
      .thenRefused({ kind: 'unprocessable', path: 'effectiveUntil' }));
});

describe('ending', () => {
  const ended: AgreementEvent = {
    type: 'AgreementTerminated',
    data: { agreementId: 'acme', effectiveFrom: iso(5), reason: 'moved away' },
  };
  const terminate: AgreementCommand = {
    type: 'TerminateAgreement',
    agreementId: 'acme',
    effectiveFrom: day(5),
    reason: 'moved away',
  };
  it('is recorded', () => given([signed]).when(terminate).then([ended]));
  it('twice at the same instant changes nothing', () => given([signed, ended]).when(terminate).then([]));
  it('counts again for a version recorded since', () => given([signed, ended, amended]).when(terminate).then([ended]));
});

describe('exclusions', () => {
  const declared: AgreementEvent = {
    type: 'ExclusionDeclared',
    data: { agreementId: 'acme', exclusionId: 'x', from: iso(2), to: iso(3), category: '*', reason: 'maintenance' },
  };
  const withdrawn: AgreementEvent = { type: 'ExclusionWithdrawn', data: { agreementId: 'acme', exclusionId: 'x' } };
  const declare: AgreementCommand = {
    type: 'DeclareExclusion',
    agreementId: 'acme',
    exclusionId: 'x',
    from: day(2),
    to: day(3),
    reason: 'maintenance',
  };
  const withdraw: AgreementCommand = { type: 'WithdrawExclusion', agreementId: 'acme', exclusionId: 'x' };

  it('are declared', () => given([signed]).when(declare).then([declared]));
  it('have an id of their own', () => given([signed, declared]).when(declare).thenRefused({ kind: 'conflict' }));
  it('have a length', () =>
    given([signed])
      .when({ ...declare, to: day(2) })
      .thenRefused({ kind: 'unprocessable', path: 'to' }));
  it('are withdrawn', () => given([signed, declared]).when(withdraw).then([withdrawn]));
  it('once', () => given([signed, declared, withdrawn]).when(withdraw).then([]));
  it('govern until then', () => {
    const rules = (events: readonly AgreementEvent[]) => {
      const { state } = given(events);
      return state.kind === 'signed' ? rulebookOf(state, () => undefined).exclusions.length : -1;
    };
    expect([rules([signed]), rules([signed, declared]), rules([signed, declared, withdrawn])]).toEqual([0, 1, 0]);
  });
});
