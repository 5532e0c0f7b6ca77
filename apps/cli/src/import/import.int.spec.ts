import { gzipSync } from 'node:zlib';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ApiClient } from '../api-client/api-client.js';
import { checkMapping } from './mapping/check-mapping.js';
import { runImport } from './run-import.js';
import { InputError } from './rows/open-input.js';
import { type Reject } from './sending/outgoing.js';

const mapping = checkMapping(
  {
    name: 'm',
    timeZone: 'UTC',
    rowId: ['id'],
    commands: [
      {
        command: 'OpenTicket',
        fields: {
          ticketId: { column: 'id' },
          at: { column: 'at', date: 'iso' },
          agreementId: { value: 'a' },
          tier: { value: 't' },
          priority: { value: 'p' },
        },
      },
      { command: 'CloseTicket', fields: { ticketId: { column: 'id' }, at: { column: 'at', date: 'iso' } } },
    ],
  },
  'm.json',
);

interface Asked {
  readonly command: string;
  readonly commandId: string;
  readonly ticketId: string;
}

type Behaviour = (command: Asked, request: number) => object | 'hang up';

const TAKEN: Behaviour = () => ({ ok: true, position: '1' });

describe('an import', () => {
  const folder = mkdtempSync(join(tmpdir(), 'avenant-import-'));
  let server: Server;
  let behaviour: Behaviour;
  let received: Asked[];
  let requests: number;
  let rejects: Reject[];

  const handle = async (request: IncomingMessage, response: ServerResponse) => {
    const number = (requests += 1);
    let body = '';
    for await (const chunk of request) body += String(chunk);
    response.writeHead(200, { 'content-type': 'application/x-ndjson' });
    for (const line of body.trim().split('\n')) {
      const command = JSON.parse(line) as Asked;
      const answer = behaviour(command, number);
      if (answer === 'hang up') return response.destroy();
      received.push(command);
      response.write(JSON.stringify(answer) + '\n');
    }
    return response.end();
  };

  const write = (name: string, content: string | Buffer): string => {
    const path = join(folder, name);
    writeFileSync(path, content);
    return path;
  };
  const run = (files: string[], options: { limit?: number; giveUpAfterMs?: number } = {}) =>
    runImport(new ApiClient(`http://127.0.0.1:${(server.address() as AddressInfo).port}`, 'k'), {
      mapping,
      files,
      limit: options.limit ?? Infinity,
      giveUpAfterMs: options.giveUpAfterMs ?? 10_000,
      clock: () => performance.now(),
      onRejected: (reject) => rejects.push(reject),
      progress: { update: () => undefined, note: () => undefined, stop: () => undefined },
    });

  beforeAll((done) => {
    server = createServer((request, response) => void handle(request, response)).listen(0, '127.0.0.1', done);
  });
  beforeEach(() => {
    behaviour = TAKEN;
    received = [];
    requests = 0;
    rejects = [];
  });
  afterAll(() => {
    server.closeAllConnections();
    server.close();
    rmSync(folder, { recursive: true, force: true });
  });

  const csv = (rows: number) =>
    'id,at,"note"\n' + Array.from({ length: rows }, (_, n) => `t${n},2020-01-01T00:00:00Z,"two\nlines"`).join('\n');

  it.each([
    ['CSV', csv(3)],
    ['gzipped CSV', gzipSync(csv(3))],
    ['CSV with a byte order mark', '\uFEFF' + csv(3)],
    [
      'NDJSON',
      '{"id":"t0","at":"2020-01-01T00:00:00Z"}\n\n{"id":"t1","at":"2020-01-01T00:00:00Z"}\r\n{"id":"t2","at":"2020-01-01T00:00:00Z"}',
    ],
    [
      'gzipped NDJSON',
      gzipSync(
        '{"id":"t0","at":"2020-01-01T00:00:00Z"}\n{"id":"t1","at":"2020-01-01T00:00:00Z"}\n{"id":"t2","at":"2020-01-01T00:00:00Z"}\n',
      ),
    ],
  ])('reads %s, whatever the file is called', async (_, content) => {
    const summary = await run([write('file', content)]);
    expect(summary).toMatchObject({ rows: 3, commands: 6, accepted: 6, rejected: 0, position: '1' });
    expect(received.map(({ ticketId }) => ticketId).sort()).toEqual(['t0', 't0', 't1', 't1', 't2', 't2']);
  });

  it('keeps the order of the commands of a ticket over many batches', async () => {
    await run([write('many.csv', csv(2000))]);
    const opened = new Set<string>();
    for (const { command, ticketId } of received) {
      if (command === 'OpenTicket') opened.add(ticketId);
      else expect(opened.has(ticketId)).toBe(true);
    }
    expect(received).toHaveLength(4000);
  });

  it('lists what is rejected with line and reason, and goes on', async () => {
    behaviour = ({ ticketId, command }) =>
      ticketId === 't1' && command === 'CloseTicket'
        ? { ok: false, problem: { status: 409, detail: 'not so' } }
        : { ok: true, position: '7' };
    const path = write(
      'bad.csv',
      'id,at\nt0,2020-01-01T00:00:00Z\nt1,2020-01-01T00:00:00Z\nt2,soon\nt3\nt4,2020-01-01T00:00:00Z\n',
    );
    const summary = await run([path]);
    expect(summary).toMatchObject({ rows: 5, commands: 6, accepted: 5, rejected: 3 });
    expect(rejects.sort((a, b) => a.line - b.line)).toEqual([
      { file: path, line: 3, command: 'CloseTicket', ticketId: 't1', status: 409, reason: '409 not so' },
      { file: path, line: 4, command: 'OpenTicket', reason: expect.stringContaining('"soon" is no date') as unknown },
      { file: path, line: 5, reason: 'has 1 cells where the header has 2' },
    ]);
  });

  it('sends again what was not answered when the connection broke, with the same keys', async () => {
    behaviour = ({ ticketId }, request) =>
      request === 1 && ticketId === 't5' ? 'hang up' : { ok: true, position: '1' };
    const summary = await run([write('broken.csv', csv(10))]);
    expect(summary).toMatchObject({ accepted: 20, rejected: 0 });
    expect(new Set(received.map(({ commandId }) => commandId)).size).toBe(20);
  });

  it('waits while the store is away, and does not reject what was refused only because of that', async () => {
    behaviour = ({ ticketId, command }, request) => {
      if (ticketId !== 't0' || request > 4) return { ok: true, position: '1' };
      return {
        ok: false,
        problem: command === 'OpenTicket' ? { status: 503 } : { status: 404, detail: 'no such ticket' },
      };
    };
    expect(await run([write('away.csv', csv(1))])).toMatchObject({ accepted: 2, rejected: 0 });
  });

  it('gives up after its patience, and says that running it again is safe', async () => {
    behaviour = () => ({ ok: false, problem: { status: 503, detail: 'the log is away' } });
    await expect(run([write('never.csv', csv(5))], { giveUpAfterMs: 500 })).rejects.toThrow(
      /503 the log is away.*nothing is written twice/,
    );
  });

  it('stops at the limit', async () => {
    expect(await run([write('limit.csv', csv(100))], { limit: 7 })).toMatchObject({ rows: 7, commands: 14 });
  });

  it('refuses a file that it cannot read, by name', async () => {
    await expect(run([join(folder, 'none.csv')])).rejects.toThrow(/none\.csv: there is no such file/);
    await expect(run([write('columns.csv', 'id,when\na,b\n')])).rejects.toThrow(/has no column at \(it has id, when\)/);
    await expect(run([write('cut.gz', gzipSync(csv(2000)).subarray(0, 60))])).rejects.toThrow(InputError);
  });
});
