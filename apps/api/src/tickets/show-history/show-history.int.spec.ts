import { positionOf } from '#event-store';
import { parseInstant } from '#judge';
import { migrate } from '#read-models';
import { startTestPostgres, type TestPostgres } from '../../../../../libs/platform/src/testing/postgres.js';
import { Ledger } from '../../testing/ledger.js';
import { QueryServer, type Item } from '../../testing/query-server.js';

const terms = (within: string) => ({
  timeZone: 'UTC',
  tiers: { gold: [{ metric: 'resolution', within, calendar: '24x7', goal: 0.9 }] },
});
const at = (time: string) => `2026-03-02T${time}:00.000Z`;

let postgres: TestPostgres;
let ledger: Ledger;
let server: QueryServer;

beforeAll(async () => {
  postgres = await startTestPostgres();
  const url = await postgres.createDatabase({ name: 'history', prepare: migrate });
  ledger = new Ledger(url, at('08:00'));
  await ledger.open();
  await ledger.agreement('A1', 'AgreementSigned', {
    ...{ customer: 'acme', name: 'Support', kind: 'customer' },
    ...{ effectiveFrom: '2026-01-01T00:00:00.000Z', terms: terms('PT4H') },
  });
  await ledger.ticket('T1', [
    'TicketOpened',
    at('08:00'),
    { agreementId: 'A1', customer: 'acme', tier: 'gold', priority: 'high', category: null, paused: null },
  ]);
  await ledger.moveHand(at('13:00'));
  await ledger.ticket('T1', ['TicketResolved', at('11:00')]);
  await ledger.moveHand(at('14:00'));
  await ledger.agreement('A1', 'AgreementAmended', {
    ...{ version: 2, effectiveFrom: '2026-01-01T00:00:00.000Z', effectiveUntil: null, reach: 'open' },
    ...{ supersedes: true, reason: 'renewal', terms: terms('PT2H') },
  });
  await ledger.moveHand(at('15:00'));
  server = await QueryServer.start(
    url,
    () => parseInstant(at('15:00')),
    () => Promise.resolve(positionOf(ledger.position)),
  );
}, 60_000);
afterAll(async () => {
  await server?.stop();
  await ledger?.close();
  await postgres?.stop();
});

const told = ({ from, until, verdict, because }: Item) => {
  const { state, targetMs, termsVersion, stoppedAt } = verdict as Item;
  return { from, until, state, targetMs, termsVersion, stoppedAt, because: (because as Item)['type'] };
};

it('tells each verdict as it was known, by positions, and what moved it', async () => {
  const { status, body } = await server.ask('/v1/tickets/T1/history');
  expect(status).toBe(200);
  const four = 4 * 3_600_000;
  const resolved = { targetMs: four, termsVersion: 1, stoppedAt: at('11:00') };
  expect(body.items.map(told)).toEqual([
    // Known as running first, as breached when the late resolution came.
    {
      ...{ from: '101', until: '102', state: 'breached', targetMs: four, termsVersion: 1, stoppedAt: null },
      because: 'opened',
    },
    { from: '102', until: '103', state: 'met', ...resolved, because: 'resolved' },
    {
      ...{ from: '103', until: null, state: 'breached', targetMs: four / 2, termsVersion: 2, stoppedAt: at('11:00') },
      because: 'AgreementAmended',
    },
  ]);
  expect(body.items[1]).toMatchObject({
    ...{ metric: 'resolution', cycle: 1 },
    because: { position: '102', recordedAt: at('13:00'), stream: 'ticket-T1', type: 'resolved' },
  });
  expect((body.items[2] as Item)['because']).toMatchObject({ stream: 'agreement-A1', eventId: null });
  expect(body).toMatchObject({ position: String(ledger.position), hand: at('15:00') });
});

it('answers 404 for a ticket that there is not, and takes no `now`', async () => {
  expect((await server.ask('/v1/tickets/none/history')).status).toBe(404);
  expect((await server.ask(`/v1/tickets/T1/history?now=${at('12:00')}`)).status).toBe(422);
});
