import { link, readFile, rename, rm, unlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { identityOf } from './processes.js';

/** One process of a running installation. */
export interface Running {
  readonly pid: number;
  /** Tells it from a later process with the same pid (`identityOf`). */
  readonly identity: string;
  readonly port?: number;
}

/** What `$AVENANT_HOME/run.json` says: who runs here, where, since when. */
export interface RunFile {
  readonly supervisor: Running;
  readonly startedAt: string;
  /** Where the API listens. */
  readonly url: string;
  readonly parts: Readonly<Record<string, Running>>;
  /** Where PostgreSQL keeps its data and whence it runs: not below the home where its account cannot reach that. */
  readonly postgres: { readonly dataDir: string; readonly native: string } | null;
}

const fileOf = (home: string) => join(home, 'run.json');

/** The noted form of a live process. */
export function running(pid: number, port?: number): Running {
  return { pid, identity: identityOf(pid) ?? 'ended', ...(port === undefined ? {} : { port }) };
}

/** Writes the first run file of a start; answers false, and writes nothing, when there is one. */
export async function claimRunFile(home: string, content: RunFile): Promise<boolean> {
  const partial = await prepare(home, content);
  try {
    // A link appears whole and never replaces: of two starts one wins.
    await link(partial, fileOf(home));
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return false;
    throw error;
  } finally {
    await unlink(partial);
  }
}

/** Replaces the file in one step, readable by its owner only. */
export async function writeRunFile(home: string, content: RunFile): Promise<void> {
  await rename(await prepare(home, content), fileOf(home));
}

async function prepare(home: string, content: RunFile): Promise<string> {
  const partial = `${fileOf(home)}.${process.pid}`;
  await rm(partial, { force: true });
  await writeFile(partial, JSON.stringify(content, null, 2) + '\n', { mode: 0o600 });
  return partial;
}

/** The file of the last start; undefined when there is none, or when it was cut off or is no run file. */
export async function readRunFile(home: string): Promise<RunFile | undefined> {
  const text = await readFile(fileOf(home), 'utf8').catch(() => undefined);
  if (text === undefined) return undefined;
  try {
    const content = JSON.parse(text) as Partial<RunFile> | null;
    return content?.supervisor && content.parts ? (content as RunFile) : undefined;
  } catch {
    return undefined;
  }
}

export async function removeRunFile(home: string): Promise<void> {
  await rm(fileOf(home), { force: true });
}

/** Whether that very process still runs. */
export function stillRuns({ pid, identity }: Running): boolean {
  return identityOf(pid) === identity;
}
