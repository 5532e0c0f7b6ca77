import type { IncomingHttpHeaders } from 'node:http2';
import { v4 } from 'uuid';
import { START, type NewEvent } from '../port.js';
import { TestCertificates } from '../testing/certificates.js';
import { GrpcFront } from '../testing/grpc-front.js';
import { TestLog } from '../testing/open-log.js';
import { ClientEventStore } from './client-event-store.js';

const QUICK = { callMs: 1_000, withinMs: 1_500, random: () => 0 };
const happened = (): NewEvent => ({ id: v4(), type: 'Happened', data: {}, metadata: {} });
const isBulk = (headers: IncomingHttpHeaders) => !String(headers['user-agent']).startsWith('grpc-node');

(TestCertificates.possible ? describe : describe.skip)('the log over TLS (needs openssl)', () => {
  let certificates: TestCertificates;
  let log: TestLog;
  let front: GrpcFront;
  const troubles: unknown[] = [];

  const storeAt = (before: string, more: string) =>
    new ClientEventStore({
      connectionString: `esdb://${before}127.0.0.1:${front.port}?${more}`,
      onTrouble: (_, error) => troubles.push(error),
      ...QUICK,
    });
  const count = async (store: ClientEventStore) => {
    let events = 0;
    for await (const batch of store.readAll({ after: START, streamPrefixes: ['s-'] })) events += batch.length;
    return events;
  };

  beforeAll(async () => {
    certificates = TestCertificates.make();
    log = await TestLog.open();
    front = await GrpcFront.open(log.port, certificates.server);
  });
  afterAll(async () => {
    await front.close();
    await log.close();
    certificates.remove();
  });

  it('appends, reads in bulk and subscribes with credentials, trusting the authority it is told to', async () => {
    const store = storeAt('ops:s3cret@', `tlsCAFile=${encodeURIComponent(certificates.authorityFile)}`);
    await store.append('s-1', 'none', [happened(), happened(), happened()]);
    expect(await count(store)).toBe(3);
    for await (const batch of store.batches({ after: START, streamPrefixes: ['s-'] }))
      if (batch.some(({ kind }) => kind === 'caught-up')) break;
    await store.close();
    expect(troubles).toEqual([]);
    const reads = front.calls.filter((headers) => String(headers[':path']).endsWith('/Read'));
    expect(reads.filter(isBulk).length).toBeGreaterThanOrEqual(3);
    expect(reads.filter((headers) => !isBulk(headers)).length).toBeGreaterThanOrEqual(2);
    const expected = `Basic ${Buffer.from('ops:s3cret').toString('base64')}`;
    expect(new Set(reads.map(({ authorization }) => authorization))).toEqual(new Set([expected]));
  });

  it('does not speak to a server that its authority does not vouch for', async () => {
    const before = front.calls.length;
    const store = storeAt('ops:s3cret@', `tlsCAFile=${encodeURIComponent(certificates.strangersFile)}`);
    await expect(
      store.readAll({ after: START, streamPrefixes: ['s-'], upTo: 1e9 as never }).next(),
    ).rejects.toMatchObject({
      name: 'StoreUnavailableError',
    });
    await store.close();
    expect(front.calls.length).toBe(before);
  });
});
