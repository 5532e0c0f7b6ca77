import { chmodSync, existsSync, mkdirSync, readFileSync, statSync } from 'node:fs';
import { createServer, type AddressInfo } from 'node:net';
import { dirname, join } from 'node:path';
import { freePort, isAlive } from '#platform';
import { cli, pidsOf, runFileOf, temporaryHome, untilGone, type CliRun } from '../testing/cli.js';

const isRoot = process.getuid?.() === 0;

describe('avenant start', () => {
  let home: ReturnType<typeof temporaryHome>;
  let runs: CliRun[] = [];
  const start = async (env: Readonly<Record<string, string>> = {}) => {
    const run = cli(['start'], { AVENANT_HOME: home.path, PORT: String(await freePort()), ...env });
    runs.push(run);
    return run;
  };

  beforeEach(() => {
    home = temporaryHome();
  });
  afterEach(async () => {
    for (const { child } of runs) child.kill('SIGTERM');
    for (const { ended } of runs) await ended;
    runs = [];
    await home.remove();
  }, 60_000);

  it('runs everything, says where, is theirs alone who started it, and SIGTERM leaves nothing', async () => {
    const run = await start();
    await run.says(/Avenant listens on http:\/\/127\.0\.0\.1:\d+/);
    const file = runFileOf(home.path);
    expect(Object.keys(file.parts).sort()).toEqual(['api', 'event-node', 'postgres', 'projector', 'replayer']);
    expect((await fetch(`${file.url}/health/ready`)).status).toBe(200);
    for (const name of ['run.json', 'operator.key']) expect(statSync(join(home.path, name)).mode & 0o777).toBe(0o600);
    const key = readFileSync(join(home.path, 'operator.key'), 'utf8').trim();
    const answer = await fetch(`${file.url}/v1/projections`, { headers: { authorization: `Bearer ${key}` } });
    expect(answer.status).toBe(200);

    const second = await start();
    expect(await second.ended).toBe(1);
    expect(second.said()).toMatch(/is in use: Avenant runs there \(pid \d+/);

    run.child.kill('SIGTERM');
    expect(await run.ended).toBe(0);
    expect(pidsOf(file).filter(isAlive)).toEqual([]);
    expect(existsSync(join(home.path, 'run.json'))).toBe(false);
  }, 120_000);

  it('says that the port is taken, and the way out, before it starts anything', async () => {
    const taken = createServer().listen(0, '127.0.0.1');
    await new Promise((resolve) => taken.once('listening', resolve));
    const { port } = taken.address() as AddressInfo;
    const run = await start({ PORT: String(port) });
    expect(await run.ended).toBe(1);
    taken.close();
    expect(run.said()).toContain(`port ${port} on 127.0.0.1 is taken`);
    expect(run.said()).toContain(`PORT=${port + 1}`);
    expect(existsSync(join(home.path, 'event-node'))).toBe(false);
  }, 60_000);

  it('starts again a part that was killed', async () => {
    const run = await start();
    await run.says(/Avenant listens/);
    for (const name of ['api', 'projector', 'replayer', 'event-node', 'postgres']) {
      process.kill(runFileOf(home.path).parts[name]?.pid ?? 0, 'SIGKILL');
      await run.says(new RegExp(`${name} is up again`));
    }
    const file = runFileOf(home.path);
    for (
      let tries = 0;
      tries < 200 && (await fetch(`${file.url}/health/ready`).catch(() => ({ status: 0 }))).status !== 200;
      tries += 1
    ) {
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
    expect((await fetch(`${file.url}/health/ready`)).status).toBe(200);
  }, 120_000);

  it('clears up what a killed supervisor left, and goes on with its data', async () => {
    const first = await start();
    await first.says(/Avenant listens/);
    const left = runFileOf(home.path);
    const key = readFileSync(join(home.path, 'operator.key'), 'utf8');
    first.child.kill('SIGKILL');
    await first.ended;
    const second = await start();
    await second.says(/Avenant listens/);
    await untilGone(pidsOf(left));
    expect(readFileSync(join(home.path, 'operator.key'), 'utf8')).toBe(key);
    expect(pidsOf(runFileOf(home.path)).every(isAlive)).toBe(true);
  }, 120_000);

  (isRoot ? it : it.skip)(
    'works for root in a folder of mode 0700, and names the place of the data',
    async () => {
      mkdirSync(home.path, { mode: 0o700 });
      chmodSync(dirname(home.path), 0o700);
      const run = await start();
      await run.says(/Avenant listens/);
      const { postgres } = runFileOf(home.path);
      expect(postgres?.dataDir.startsWith(home.path)).toBe(false);
      expect(existsSync(join(postgres?.dataDir ?? '', 'PG_VERSION'))).toBe(true);
    },
    120_000,
  );

  it('refuses a value of the environment by name', async () => {
    const run = await start({ PORT: 'web' });
    expect(await run.ended).not.toBe(0);
    expect(run.said()).toMatch(/PORT is "web": a port is a whole number/);
  }, 60_000);
});
