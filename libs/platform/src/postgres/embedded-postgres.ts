import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { rm, rmdir } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { createInterface } from 'node:readline';
import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';
import { freePort } from '../run-file/ports.js';
import { serverAccount } from './account.js';
import { findBinaries } from './binaries.js';
import { clusterPassword, ensureCluster, SUPERUSER } from './cluster.js';
import { endOrphan } from './orphan.js';
import { choosePlace, give, type Place, rememberedDataDir } from './place.js';

export interface EmbeddedPostgresOptions {
  /** Folder of this cluster: password, place and, where its account can enter it, the data. */
  readonly dir: string;
  /** Port on 127.0.0.1; a free one when left out. */
  readonly port?: number | undefined;
  /** Flushes to disk before it acknowledges. False only for tests: a crash may then lose or break data. */
  readonly durable?: boolean;
  /** Removes `dir` and the data when this process ends, however it ends. For tests. */
  readonly ephemeral?: boolean;
  /** The database that `url()` names; created when missing. */
  readonly database?: string;
  /** Takes each line of the server's log. */
  readonly onLog?: (line: string) => void;
}

/** The server ended before it was ready; the message holds the last lines of its log. */
export class PostgresStartError extends Error {
  constructor(dataDir: string, log: readonly string[]) {
    super(`PostgreSQL did not start on ${dataDir}: ${log.slice(-8).join(' | ') || 'it said nothing'}`);
    this.name = 'PostgresStartError';
  }
}

/**
 * Becomes the server (so that the child's pid is the server's) and leaves behind a watcher on standard input: when the
 * parent dies, however it dies, the pipe closes and the server is told to end. $1, $2: the data directory and the folder
 * to remove then, or nothing.
 */
const GUARDED = `
exec 3<&0; data="$1"; folder="$2"; shift 2
{ while read -r _; do :; done
  kill -INT $$
  if [ -n "$data" ]; then
    for _ in 1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16 17 18 19 20; do [ -e "$data/postmaster.pid" ] && sleep 0.2; done
    rm -rf "$data" "$folder"
  fi; } <&3 >/dev/null 2>&1 &
exec 3<&-; exec "$@" </dev/null`;

const ATTEMPTS = 8;
const STOP_PATIENCE_MS = 30_000;

/** A PostgreSQL server of our own: 127.0.0.1 only, password always, its own process group. */
export class EmbeddedPostgres {
  private constructor(
    private readonly child: ChildProcess,
    private readonly password: string,
    private readonly database: string,
    readonly port: number,
    readonly place: Place,
  ) {}

  /**
   * Starts the server and waits until it answers; makes the cluster on the first start, and ends an orphan that a
   * killed parent left on the same data.
   * @throws PostgresStartError, InitdbError, PostgresVersionError, DataDirInUseError, NoPostgresAccountError, NoReachablePlaceError, NoPostgresForPlatformError
   */
  static async start(options: EmbeddedPostgresOptions): Promise<EmbeddedPostgres> {
    const account = await serverAccount();
    const place = await choosePlace(options.dir, findBinaries(), account);
    const password = await clusterPassword(options.dir);
    await endOrphan(place.dataDir);
    await ensureCluster(place, password, account);
    if (options.ephemeral) await give(options.dir, account);
    const { child, port } = await launch(place, account, options);
    const server = new EmbeddedPostgres(child, password, options.database ?? SUPERUSER, port, place);
    await server.ensureDatabase(server.database);
    return server;
  }

  /** Takes a cluster away, wherever its data went; ends a server left on it first. */
  static async remove(dir: string): Promise<void> {
    const dataDir = await rememberedDataDir(dir);
    if (dataDir !== undefined) {
      await endOrphan(dataDir);
      await rm(dataDir, { recursive: true, force: true });
      // Elsewhere a folder was made for it alone; a folder that holds anything else stays.
      if (dirname(dataDir) !== dir) await rmdir(dirname(dataDir)).catch(() => undefined);
    }
    await rm(dir, { recursive: true, force: true });
  }

  /** Process id of the server itself. */
  get pid(): number {
    return this.child.pid ?? 0;
  }

  /** Connection string, with the password. */
  url(database: string = this.database): string {
    return urlOf(this.password, this.port, database);
  }

  /** Connection string of a cluster that another process of ours started on that port. */
  static async urlOf(dir: string, port: number, database: string = SUPERUSER): Promise<string> {
    return urlOf(await clusterPassword(dir), port, database);
  }

  /** Settles when the server has ended, with how: `SIGKILL`, `exit code 0`. */
  async ended(): Promise<string> {
    const { child } = this;
    if (child.exitCode === null && child.signalCode === null) await once(child, 'exit');
    return child.signalCode ?? `exit code ${child.exitCode}`;
  }

  /** Lets this process end although the server runs; the server then ends with it. */
  unref(): void {
    this.child.unref();
    for (const stream of [this.child.stdin, this.child.stderr])
      (stream as unknown as { unref?: () => void } | null)?.unref?.();
  }

  /** Ends the server: connections are cut, what was acknowledged is on disk. */
  async stop(): Promise<void> {
    const patience = setTimeout(() => this.child.kill('SIGQUIT'), STOP_PATIENCE_MS);
    this.child.stdin?.end();
    this.child.kill('SIGINT');
    await this.ended();
    clearTimeout(patience);
  }

  private async ensureDatabase(name: string): Promise<void> {
    const client = new pg.Client({ connectionString: this.url('postgres') });
    await client.connect();
    try {
      const { rowCount } = await client.query('SELECT 1 FROM pg_database WHERE datname = $1', [name]);
      if (rowCount === 0) await client.query(`CREATE DATABASE ${client.escapeIdentifier(name)}`);
    } finally {
      await client.end();
    }
  }
}

const urlOf = (password: string, port: number, database: string): string =>
  `postgres://${SUPERUSER}:${encodeURIComponent(password)}@127.0.0.1:${port}/${encodeURIComponent(database)}`;

type Account = Awaited<ReturnType<typeof serverAccount>>;

/** Tries again where the port was taken meanwhile, or where the children of a killed server still hold its memory. */
async function launch(
  place: Place,
  account: Account,
  options: EmbeddedPostgresOptions,
): Promise<{ child: ChildProcess; port: number }> {
  for (let attempt = 1; ; attempt += 1) {
    const port = options.port ?? (await freePort());
    const started = await tryOnce(place, account, port, options);
    if (started.ready) return { child: started.child, port };
    const passing = started.log.some((line) =>
      /could not bind|Address already in use|shared memory|lock file/i.test(line),
    );
    if (!passing || attempt === ATTEMPTS) throw new PostgresStartError(place.dataDir, started.log);
    await sleep(250);
  }
}

async function tryOnce(place: Place, account: Account, port: number, options: EmbeddedPostgresOptions) {
  const remove = options.ephemeral ? [place.dataDir, options.dir] : ['', ''];
  const server = [
    join(place.native, 'bin', 'postgres'),
    '-D',
    place.dataDir,
    ...settings(port, options.durable ?? true),
  ];
  const child = spawn('/bin/sh', ['-c', GUARDED, 'sh', ...remove, ...server], {
    ...account,
    cwd: '/',
    env: { ...process.env, LC_ALL: 'C' },
    // Its own group: a Ctrl-C on the terminal must not end it before those that use it.
    detached: true,
    stdio: ['pipe', 'ignore', 'pipe'],
  });
  const log: string[] = [];
  const ready = new Promise<boolean>((resolve) => {
    createInterface({ input: child.stderr }).on('line', (line) => {
      options.onLog?.(line);
      if (log.length < 50) log.push(line);
      if (line.includes('ready to accept connections')) resolve(true);
    });
    child.once('close', () => resolve(false));
    child.once('error', (error) => {
      log.push(error.message);
      resolve(false);
    });
  });
  return { child, log, ready: await ready };
}

function settings(port: number, durable: boolean): string[] {
  const values: Record<string, string> = {
    listen_addresses: '127.0.0.1',
    port: String(port),
    unix_socket_directories: '',
    max_connections: '100',
    max_wal_size: '2GB',
    wal_compression: 'on',
    log_checkpoints: 'off',
    timezone: 'UTC',
    log_timezone: 'UTC',
    ...(durable ? {} : { fsync: 'off', synchronous_commit: 'off', full_page_writes: 'off' }),
  };
  return Object.entries(values).flatMap(([name, value]) => ['-c', `${name}=${value}`]);
}
