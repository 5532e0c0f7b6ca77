import { execFile } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { chmod, mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';
import { type Account } from './account.js';
import { give, type Place } from './place.js';

const run = promisify(execFile);

/** The superuser of every embedded cluster. */
export const SUPERUSER = 'avenant';

/** `initdb` failed; the message holds what it said. */
export class InitdbError extends Error {
  constructor(dataDir: string, said: string, options?: ErrorOptions) {
    super(`initdb could not make ${dataDir}: ${said.trim()}`, options);
    this.name = 'InitdbError';
  }
}

/** The data were written by another major version of PostgreSQL. */
export class PostgresVersionError extends Error {
  constructor(dataDir: string, found: string, needed: string) {
    super(
      `${dataDir} was written by PostgreSQL ${found}, this is ${needed}: move it away and start again; the read models are rebuilt from the log`,
    );
    this.name = 'PostgresVersionError';
  }
}

/** The password of the superuser: made once, kept in `<dir>/password`, mode 0600. */
export async function clusterPassword(dir: string): Promise<string> {
  const file = join(dir, 'password');
  const known = await readFile(file, 'utf8').catch(() => '');
  if (known.trim() !== '') return known.trim();
  const password = randomBytes(24).toString('base64url');
  await writeFile(file, password + '\n', { mode: 0o600 });
  await chmod(file, 0o600);
  return password;
}

/**
 * Makes the data directory when there is none. It is made beside its place and moved there when it is whole, so that a
 * start killed in the middle leaves nothing that looks like a cluster.
 */
export async function ensureCluster(place: Place, password: string, account: Account | undefined): Promise<void> {
  const found = await readFile(join(place.dataDir, 'PG_VERSION'), 'utf8').catch(() => undefined);
  const needed = await majorVersion(place);
  if (found !== undefined) {
    if (found.trim() !== needed) throw new PostgresVersionError(place.dataDir, found.trim(), needed);
    return;
  }
  const partial = `${place.dataDir}.new`;
  const passwordFile = join(dirname(place.dataDir), `password.${randomBytes(6).toString('hex')}`);
  await rm(partial, { recursive: true, force: true });
  await mkdir(partial, { recursive: true, mode: 0o700 });
  await give(partial, account);
  await writeFile(passwordFile, password + '\n', { mode: 0o600 });
  await give(passwordFile, account);
  try {
    await initdb(place, partial, passwordFile, account);
    await rename(partial, place.dataDir);
  } finally {
    await rm(passwordFile, { force: true });
  }
}

async function initdb(
  place: Place,
  dataDir: string,
  passwordFile: string,
  account: Account | undefined,
): Promise<void> {
  const flags = [
    `--pgdata=${dataDir}`,
    `--username=${SUPERUSER}`,
    `--pwfile=${passwordFile}`,
    '--auth=scram-sha-256',
    '--encoding=UTF8',
    // The same order and case rules on every machine, whatever its libc and ICU.
    '--locale-provider=builtin',
    '--locale=C.UTF-8',
    '--lc-collate=C',
    '--lc-ctype=C',
    '--lc-messages=C',
  ];
  try {
    await run(join(place.native, 'bin', 'initdb'), flags, {
      ...account,
      cwd: '/',
      env: { ...process.env, LC_ALL: 'C' },
    });
  } catch (cause) {
    throw new InitdbError(dataDir, (cause as { stderr?: string }).stderr ?? String(cause), { cause });
  }
}

async function majorVersion(place: Place): Promise<string> {
  const { stdout } = await run(join(place.native, 'bin', 'postgres'), ['--version'], { cwd: '/' });
  return /(\d+)/.exec(stdout)?.[1] ?? stdout.trim();
}
