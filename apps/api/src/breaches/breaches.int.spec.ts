import { positionOf } from '#event-store';
import { parseInstant } from '#judge';
import { migrate } from '#read-models';
import { startTestPostgres, type TestPostgres } from '../../../../libs/platform/src/testing/postgres.js';
import { Ledger } from '../testing/ledger.js';
import { QueryServer } from '../testing/query-server.js';

const TERMS = { timeZone: 'UTC', tiers: { gold: [{ metric: 'resolution', within: 'PT4H', goal: 0.95 }] } };
const OPENED = { agreementId: 'A1', customer: 'acme', tier: 'gold', priority: 'high', category: null, paused: null };
const at = (time: string) => `2026-03-02T${time}.000Z`;

describe('breaches that later facts undid', () => {
  let postgres: TestPostgres;
  let ledger: Ledger;
  let server: QueryServer;

  beforeAll(async () => {
    postgres = await startTestPostgres();
    const url = await postgres.createDatabase({ name: 'breaches', prepare: migrate });
    ledger = new Ledger(url, at('10:00:00'));
    await ledger.open();
    await ledger.agreement('A1', 'AgreementSigned', {
      ...{ customer: 'acme', name: 'Support', kind: 'customer' },
      ...{ effectiveFrom: '2026-01-01T00:00:00.000Z', terms: TERMS },
    });
    await ledger.ticket('T1', ['TicketOpened', at('10:00:00'), OPENED]);
    await ledger.ticket('T2', ['TicketOpened', at('10:00:00'), OPENED]);
    await ledger.moveHand(at('15:00:00'));
    await ledger.ticket('T1', ['TicketResolved', at('13:00:00')]);
    server = await QueryServer.start(
      url,
      () => parseInstant(at('16:00:00')),
      () => Promise.resolve(positionOf(ledger.position)),
    );
  }, 60_000);

  afterAll(async () => {
    await server?.stop();
    await ledger?.close();
    await postgres?.stop();
  });

  it('are left out unless they are asked for', async () => {
    const { items } = (await server.ask('/v1/breaches')).body;
    expect(items).toMatchObject([{ ticketId: 'T2', state: 'breached', overrunMs: 2 * 3_600_000, retracted: null }]);
    expect((await server.ask('/v1/breaches?retracted=false')).body.items).toEqual(items);
  });

  it('are listed beside those that hold, with what undid them', async () => {
    const { body } = await server.ask('/v1/breaches?retracted=true');
    expect(body.items).toMatchObject([
      { ticketId: 'T1', state: 'breached', decidedAt: at('14:00:00'), elapsedMs: null, overrunMs: null },
      { ticketId: 'T2', state: 'breached', decidedAt: at('14:00:00'), overrunMs: 2 * 3_600_000, retracted: null },
    ]);
    const position = String(ledger.position);
    expect(body.items[0]!.retracted).toEqual({
      ...{ at: at('15:00:00'), position },
      because: {
        ...{ stream: 'ticket-T1', type: 'resolved', eventId: expect.stringMatching(/^[0-9a-f-]{36}$/) as unknown },
        ...{ position, recordedAt: at('15:00:00') },
      },
    });
    expect(Object.keys(body.items[0]!).at(-1)).toBe('retracted');
  });

  it('are paged exactly, and filtered as breaches are', async () => {
    const first = await server.ask('/v1/breaches?retracted=true&limit=1');
    const second = await server.ask(`/v1/breaches?retracted=true&limit=1&cursor=${first.body.next}`);
    expect([first, second].map(({ body }) => body.items[0]!.ticketId)).toEqual(['T1', 'T2']);
    expect(second.body.next).toBeNull();
    expect((await server.ask(`/v1/breaches?limit=1&cursor=${first.body.next}`)).status).toBe(400);
    expect((await server.ask('/v1/breaches?retracted=true&tier=silver')).body.items).toEqual([]);
    expect((await server.ask('/v1/breaches?retracted=true&decidedTo=2026-03-02T14:00:00Z')).body.items).toEqual([]);
    const csv = (await server.ask('/v1/breaches?retracted=true', { headers: { accept: 'text/csv' } })).text;
    expect(csv.split('\r\n')[0]).toMatch(/,goal,facts,retracted$/);
  });
});
