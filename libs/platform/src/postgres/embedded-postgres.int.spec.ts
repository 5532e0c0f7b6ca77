import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';
import { isAlive } from '../run-file/index.js';
import { EmbeddedPostgres } from './embedded-postgres.js';

const query = async (url: string, sql: string): Promise<unknown[]> => {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    return (await client.query<Record<string, unknown>>(sql)).rows;
  } finally {
    await client.end();
  }
};

const isRoot = process.getuid?.() === 0;

describe('the embedded PostgreSQL', () => {
  let home: string;
  let dir: string;
  let running: EmbeddedPostgres[] = [];
  const start = async (options: Partial<Parameters<typeof EmbeddedPostgres.start>[0]> = {}) => {
    const server = await EmbeddedPostgres.start({ dir, durable: false, ...options });
    running.push(server);
    return server;
  };

  beforeEach(() => {
    home = mkdtempSync(join(tmpdir(), 'avenant-pg-spec-'));
    chmodSync(home, 0o755);
    dir = join(home, 'postgres');
  });
  afterEach(async () => {
    for (const server of running) await server.stop();
    running = [];
    rmSync(home, { recursive: true, force: true });
  });

  it('keeps its data from one start to the next', async () => {
    const first = await start();
    await query(first.url(), 'CREATE TABLE kept AS SELECT 7 AS n');
    await first.stop();
    const second = await start();
    expect(await query(second.url(), 'SELECT n FROM kept')).toEqual([{ n: 7 }]);
  });

  it('flushes to disk unless a test asks it not to', async () => {
    const server = await start({ durable: true });
    expect(await query(server.url(), 'SHOW fsync')).toEqual([{ fsync: 'on' }]);
  });

  it('listens on 127.0.0.1 only and asks for the password, which only its owner can read', async () => {
    const server = await start();
    expect(await query(server.url(), 'SHOW listen_addresses')).toEqual([{ listen_addresses: '127.0.0.1' }]);
    expect(statSync(join(dir, 'password')).mode & 0o777).toBe(0o600);
    await expect(query(server.url().replace(/:[^:@]+@/, ':wrong@'), 'SELECT 1')).rejects.toThrow(
      /password authentication failed/,
    );
  });

  it('ends the server that a killed parent left, and starts over its data', async () => {
    const first = await start();
    await query(first.url(), 'CREATE TABLE kept AS SELECT 7 AS n');
    const second = await start();
    expect(isAlive(first.pid)).toBe(false);
    expect(await query(second.url(), 'SELECT n FROM kept')).toEqual([{ n: 7 }]);
  });

  it('starts over a server killed with -9', async () => {
    const first = await start({ durable: true });
    await query(first.url(), 'CREATE TABLE kept AS SELECT 7 AS n');
    process.kill(first.pid, 'SIGKILL');
    await first.ended();
    const second = await start();
    expect(await query(second.url(), 'SELECT n FROM kept')).toEqual([{ n: 7 }]);
  });

  it('does not believe a pid that went to another process', async () => {
    const first = await start();
    process.kill(first.pid, 'SIGKILL');
    await first.ended();
    const bystander = spawn('sleep', ['60']);
    const file = join(first.place.dataDir, 'postmaster.pid');
    writeFileSync(file, readFileSync(file, 'utf8').replace(/^\d+/, String(bystander.pid)));
    await start();
    expect(isAlive(bystander.pid ?? 0)).toBe(true);
    bystander.kill();
    await once(bystander, 'exit');
  });

  it('ends when its parent is killed, and takes the data of a test away', async () => {
    const script = `
      const { EmbeddedPostgres } = await import(${JSON.stringify(join(import.meta.dirname, 'embedded-postgres.ts'))});
      const server = await EmbeddedPostgres.start({ dir: ${JSON.stringify(dir)}, durable: false, ephemeral: true });
      console.log(server.pid);
      setInterval(() => {}, 1000);`;
    const parent = spawn(
      process.execPath,
      ['-C', 'avenant-source', '--import', '@swc-node/register/esm-register', '--input-type=module', '-e', script],
      {
        stdio: ['ignore', 'pipe', 'inherit'],
        env: { ...process.env, NODE_OPTIONS: '' },
      },
    );
    const [line] = (await once(parent.stdout, 'data')) as [Buffer];
    const pid = Number(line.toString());
    expect(isAlive(pid)).toBe(true);
    parent.kill('SIGKILL');
    for (let waited = 0; waited < 15_000 && (isAlive(pid) || existsSync(join(dir, 'data'))); waited += 50)
      await sleep(50);
    expect(isAlive(pid)).toBe(false);
    expect(existsSync(join(dir, 'data'))).toBe(false);
  });

  (isRoot ? it : it.skip)(
    'goes where its user can reach it when root keeps the home in a folder of mode 0700',
    async () => {
      chmodSync(home, 0o700);
      const first = await start();
      await query(first.url(), 'CREATE TABLE kept AS SELECT 7 AS n');
      const { dataDir } = first.place;
      expect(dataDir.startsWith(home)).toBe(false);
      await first.stop();
      const second = await start();
      expect(second.place.dataDir).toBe(dataDir);
      expect(await query(second.url(), 'SELECT n FROM kept')).toEqual([{ n: 7 }]);
      await second.stop();
      rmSync(dirname(dataDir), { recursive: true, force: true });
    },
  );

  it('makes the cluster again when the first start was killed in it', async () => {
    mkdirSync(join(dir, 'data.new'), { recursive: true });
    const server = await start();
    expect(await query(server.url(), 'SELECT 1 AS n')).toEqual([{ n: 1 }]);
    expect(existsSync(join(dir, 'data.new'))).toBe(false);
  });
});
