import { createHash, randomBytes } from 'node:crypto';
import { execFile } from 'node:child_process';
import { chown, cp, mkdir, readFile, realpath, rename, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { type Account } from './account.js';
import { type PostgresBinaries } from './binaries.js';

const run = promisify(execFile);

/** Where one server lives. Both paths can be reached by the account that it runs under. */
export interface Place {
  readonly dataDir: string;
  readonly native: string;
}

/** No folder on this machine can be reached by the account that PostgreSQL must run under. */
export class NoReachablePlaceError extends Error {
  constructor(tried: readonly string[]) {
    super(
      `the user "postgres" can reach none of ${tried.join(', ')}: set AVENANT_HOME to a folder it can enter, or AVENANT_DATABASE=postgres://...`,
    );
    this.name = 'NoReachablePlaceError';
  }
}

/** Folders for what cannot stay in a home that the account cannot enter, best first: the last may be emptied by a restart of the machine. */
const ELSEWHERE = ['/var/lib/avenant', '/var/tmp/avenant', join(tmpdir(), 'avenant')];

/**
 * Chooses where data and binaries live, and remembers it in `<dir>/place.json`, so that a home once started is found
 * again. They stay in `dir` and in node_modules unless root runs this and PostgreSQL's user cannot enter those.
 */
export async function choosePlace(
  dir: string,
  binaries: PostgresBinaries,
  account: Account | undefined,
): Promise<Place> {
  await mkdir(dir, { recursive: true, mode: account ? 0o755 : 0o700 });
  const dataDir = (await rememberedDataDir(dir)) ?? (await chooseDataDir(dir, account));
  const native = (await reaches(account, join(binaries.native, 'bin', 'postgres')))
    ? binaries.native
    : await copyBinaries(binaries, account);
  const place = { dataDir, native };
  await writeFile(join(dir, 'place.json'), JSON.stringify(place) + '\n', { mode: 0o600 });
  return place;
}

/** Where the data of a cluster are, by its own note; undefined where there are none. */
export async function rememberedDataDir(dir: string): Promise<string | undefined> {
  const text = await readFile(join(dir, 'place.json'), 'utf8').catch(() => undefined);
  const dataDir = /"dataDir":"((?:[^"\\]|\\.)+)"/.exec(text ?? '')?.[1];
  if (dataDir === undefined) return undefined;
  const path = JSON.parse(`"${dataDir}"`) as string;
  return (await exists(path)) ? path : undefined;
}

async function chooseDataDir(dir: string, account: Account | undefined): Promise<string> {
  if (await reaches(account, dir)) return join(dir, 'data');
  const name = createHash('sha256')
    .update(await realpath(dir))
    .digest('hex')
    .slice(0, 16);
  const home = join(await elsewhere(account), name);
  await mkdir(home, { recursive: true, mode: 0o711 });
  return join(home, 'data');
}

async function copyBinaries(binaries: PostgresBinaries, account: Account | undefined): Promise<string> {
  const target = join(await elsewhere(account), `postgres-${binaries.version}`);
  if (await exists(join(target, 'bin', 'postgres'))) return target;
  const partial = `${target}.${randomBytes(6).toString('hex')}`;
  await cp(binaries.native, partial, { recursive: true, verbatimSymlinks: true });
  // A rename is all or nothing; where another start was quicker, its copy is as good.
  await rename(partial, target).catch(() => rm(partial, { recursive: true, force: true }));
  return target;
}

async function elsewhere(account: Account | undefined): Promise<string> {
  for (const folder of ELSEWHERE) {
    const made = await mkdir(folder, { recursive: true, mode: 0o755 }).then(
      () => true,
      () => false,
    );
    if (made && (await reaches(account, folder))) return folder;
  }
  throw new NoReachablePlaceError(ELSEWHERE);
}

/** Asked of the system itself, as that account: modes, groups, ACLs and mounts all count. */
async function reaches(account: Account | undefined, path: string): Promise<boolean> {
  if (!account) return true;
  return run('/bin/sh', ['-c', 'test -x "$1"', 'sh', path], { ...account, cwd: '/' }).then(
    () => true,
    () => false,
  );
}

/** Gives a file or folder to the account of the server. */
export async function give(path: string, account: Account | undefined): Promise<void> {
  if (account) await chown(path, account.uid, account.gid);
}

async function exists(path: string): Promise<boolean> {
  return stat(path).then(
    () => true,
    () => false,
  );
}
