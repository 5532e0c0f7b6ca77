import { chmod, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { commandLineOf, isAlive } from './processes.js';

/** One process of a running installation. */
export interface Running {
  readonly pid: number;
  readonly port?: number;
  /** Words of its command line by which it is known again: a pid alone may have gone to another process. */
  readonly command: string;
}

/** What `$AVENANT_HOME/run.json` says: who runs here, where, since when. */
export interface RunFile {
  readonly supervisor: Running;
  readonly startedAt: string;
  readonly url: string | null;
  readonly parts: Readonly<Record<string, Running>>;
  /** Where PostgreSQL keeps its data and whence it runs: not below the home where its account cannot reach that. */
  readonly postgres: { readonly dataDir: string; readonly binaries: string } | null;
}

const fileOf = (home: string) => join(home, 'run.json');

/** Replaces the file in one step, readable by its owner only. */
export async function writeRunFile(home: string, content: RunFile): Promise<void> {
  const partial = `${fileOf(home)}.${process.pid}`;
  await writeFile(partial, JSON.stringify(content, null, 2) + '\n', { mode: 0o600 });
  await chmod(partial, 0o600);
  await rename(partial, fileOf(home));
}

/** The file of the last start; undefined when there is none, or when it was cut off or is no run file. */
export async function readRunFile(home: string): Promise<RunFile | undefined> {
  const text = await readFile(fileOf(home), 'utf8').catch(() => undefined);
  if (text === undefined) return undefined;
  try {
    const content = JSON.parse(text) as Partial<RunFile>;
    return content.supervisor && content.parts ? (content as RunFile) : undefined;
  } catch {
    return undefined;
  }
}

export async function removeRunFile(home: string): Promise<void> {
  await rm(fileOf(home), { force: true });
}

/** Whether that very process still runs: the pid is alive and its command line is the one noted. */
export function stillRuns(running: Running): boolean {
  return isAlive(running.pid) && (commandLineOf(running.pid) ?? '').includes(running.command);
}
