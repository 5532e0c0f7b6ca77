import { spawn } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { createServer, type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startTestPostgres, type TestPostgres } from '../../../libs/platform/src/testing/postgres.js';

describe('The process of the API', () => {
  let postgres: TestPostgres;
  let home: string;
  beforeAll(async () => {
    postgres = await startTestPostgres();
    home = await mkdtemp(join(tmpdir(), 'avenant-main-'));
  }, 60_000);
  afterAll(async () => {
    await postgres.stop();
    await rm(home, { recursive: true, force: true });
  });

  it('says in one line that its port is in use and names the way out', async () => {
    const taken = createServer();
    await new Promise<void>((resolve) => taken.listen(0, '127.0.0.1', resolve));
    const { port } = taken.address() as AddressInfo;
    const child = spawn(
      process.execPath,
      ['-C', 'avenant-source', '--import', '@swc-node/register/esm-register', 'apps/api/src/main.ts'],
      {
        env: {
          PATH: process.env['PATH'],
          PORT: String(port),
          AVENANT_HOME: home,
          AVENANT_EVENTSTORE: 'esdb://127.0.0.1:1?tls=false',
          AVENANT_DATABASE: await postgres.createDatabase(),
        },
      },
    );
    let said = '';
    child.stderr.on('data', (text: Buffer) => (said += text.toString()));
    const code = await new Promise((resolve) => child.on('exit', resolve));
    taken.close();
    expect([code, said]).toEqual([
      1,
      `PORT ${port} on 127.0.0.1 is in use. Choose another: PORT=${port + 1} npm start\n`,
    ]);
  }, 90_000);
});
