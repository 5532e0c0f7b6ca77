import { parseInstant } from '#judge';
import { evolveAgreement, initialAgreement } from '../agreement/state.js';
import { recorded, specOf } from '../testing/given.js';
import type { TicketCommand } from './commands.js';
import { decideTicket, type TicketContext } from './decide.js';
import type { TicketEvent } from './events.js';
import { evolveTicket, initialTicket, type TicketState } from './state.js';

const t = (time: string) => parseInstant(`2026-06-01T${time}:00Z`);
const iso = (time: string) => `2026-06-01T${time}:00.000Z`;
const when = (time: string) => ({ ticketId: 't1', at: iso(time) });
const asked = (time: string) => ({ ticketId: 't1', at: t(time) });

const agreement = recorded([
  {
    type: 'AgreementSigned' as const,
    data: {
      agreementId: 'acme',
      customer: 'acme-inc',
      name: 'Acme',
      kind: 'customer' as const,
      effectiveFrom: '2026-01-01T00:00:00.000Z',
      terms: { tiers: { gold: [{ metric: 'resolution', within: 'PT4H' }] } },
    },
  },
]).reduce(evolveAgreement, initialAgreement);

const given = specOf<TicketCommand, TicketState, TicketEvent, TicketContext>(
  { initial: initialTicket, evolve: evolveTicket, decide: decideTicket },
  { now: t('12:00'), agreement },
);

const opened: TicketEvent = {
  type: 'TicketOpened',
  data: {
    ...when('09:00'),
    agreementId: 'acme',
    customer: 'acme-inc',
    tier: 'gold',
    priority: 'high',
    category: null,
    paused: null,
  },
};
const resolved: TicketEvent = { type: 'TicketResolved', data: when('11:00') };
const paused: TicketEvent = { type: 'TicketPaused', data: { ...when('10:00'), reason: 'waiting' } };
const openTicket: TicketCommand = {
  type: 'OpenTicket',
  ...asked('09:00'),
  agreementId: 'acme',
  tier: 'gold',
  priority: 'high',
};

describe('opening a ticket', () => {
  it('records whose it is', () => given([]).when(openTicket).then([opened]));
  it('is refused a second time', () => given([opened]).when(openTicket).thenRefused({ kind: 'conflict' }));
  it('needs an agreement', () =>
    given([]).when(openTicket, { agreement: null }).thenRefused({ kind: 'unprocessable', path: 'agreementId' }));
  it('needs a tier that some version has', () =>
    given([])
      .when({ ...openTicket, tier: 'constructor' })
      .thenRefused({ kind: 'unprocessable', path: 'tier', message: /constructor/ }));
});

describe('the time of a fact', () => {
  it('may be five minutes ahead of the server', () =>
    given([opened])
      .when({ type: 'SendResponse', ...asked('12:05') })
      .then([{ type: 'ResponseSent', data: when('12:05') }]));
  it('may not be more', () =>
    given([opened])
      .when({ type: 'SendResponse', ...asked('12:06') })
      .thenRefused({ kind: 'unprocessable', path: 'at' }));
  it('may lie before the opening: the judge clamps it', () =>
    given([opened])
      .when({ type: 'ResolveTicket', ...asked('08:59') })
      .then([{ type: 'TicketResolved', data: when('08:59') }]));
});

describe('a fact is placed by when it happened', () => {
  it('so a back-dated pause is welcome after a resolution', () =>
    given([opened, resolved])
      .when({ type: 'PauseTicket', ...asked('10:00'), reason: 'waiting' })
      .then([paused]));
  it('but a pause after the resolution is not', () =>
    given([opened, resolved])
      .when({ type: 'PauseTicket', ...asked('11:30'), reason: 'waiting' })
      .thenRefused({ kind: 'conflict' }));
  it('nor a resumption of what is not paused', () =>
    given([opened])
      .when({ type: 'ResumeTicket', ...asked('10:00') })
      .thenRefused({ kind: 'conflict' }));
  it('nor a second resolution', () =>
    given([opened, resolved])
      .when({ type: 'ResolveTicket', ...asked('11:30') })
      .thenRefused({ kind: 'conflict' }));
  it('nor anything on a ticket that is not there', () =>
    given([])
      .when({ type: 'ResumeTicket', ...asked('10:00') })
      .thenRefused({ kind: 'missing' }));
});

describe('what is so already', () => {
  const raised: TicketEvent = { type: 'PriorityChanged', data: { ...when('10:00'), priority: 'critical' } };
  it('changes nothing', () =>
    given([opened])
      .when({ type: 'ChangePriority', ...asked('10:00'), priority: 'high' })
      .then([]));
  it('is looked up where the fact stands, not at the end', () =>
    given([opened, raised])
      .when({ type: 'ChangePriority', ...asked('09:30'), priority: 'high' })
      .then([]));
  it('is no longer so after a change', () =>
    given([opened, raised])
      .when({ type: 'ChangePriority', ...asked('10:30'), priority: 'high' })
      .then([{ type: 'PriorityChanged', data: { ...when('10:30'), priority: 'high' } }]));
});

describe('retracting', () => {
  it('names a fact of the ticket', () =>
    given([opened, paused])
      .when({ type: 'RetractFact', ...asked('11:00'), eventId: 'e1', reason: 'typo' })
      .then([{ type: 'FactRetracted', data: { ...when('11:00'), eventId: 'e1', reason: 'typo' } }]));
  it('of an unknown fact is refused', () =>
    given([opened])
      .when({ type: 'RetractFact', ...asked('11:00'), eventId: 'e9', reason: 'typo' })
      .thenRefused({ kind: 'conflict' }));
});

it('a rating is no part of the case', () => {
  const rated: TicketEvent = { type: 'SatisfactionRated', data: { ...when('11:30'), score: 5 } };
  given([opened, resolved])
    .when({ type: 'RateSatisfaction', ...asked('11:30'), score: 5 })
    .then([rated]);
  expect(given([opened, rated]).state).toMatchObject({ kind: 'opened', revision: 1, facts: [{ type: 'opened' }] });
});
