import { chmod, mkdir, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import {
  claimRunFile,
  EmbeddedPostgres,
  readRunFile,
  removeRunFile,
  type RunFile,
  type Running,
  stillRuns,
} from '#platform';

/** Another supervisor runs on this home. */
export class HomeInUseError extends Error {
  constructor(home: string, { supervisor, url }: RunFile) {
    super(
      `${home} is in use: Avenant runs there (pid ${supervisor.pid}, ${url}). Stop it, or choose another home: AVENANT_HOME=DIR`,
    );
    this.name = 'HomeInUseError';
  }
}

/** A process left by a killed supervisor does not end. */
export class OrphanError extends Error {
  constructor(name: string, pid: number) {
    super(`${name} (pid ${pid}), left by a supervisor that was killed, does not end`);
    this.name = 'OrphanError';
  }
}

/** The order in which orphans are ended: who writes before what is written to. */
const ORDER = ['api', 'projector', 'replayer', 'event-node'];
const CLAIMS = 5;

/**
 * Takes the home for this process: refuses one in use, ends what a killed supervisor left there.
 * @throws HomeInUseError, OrphanError
 */
export async function claimHome(home: string, content: RunFile): Promise<void> {
  await makeHome(home);
  for (let attempt = 1; !(await claimRunFile(home, content)); attempt += 1) {
    const last = await readRunFile(home);
    if (last && stillRuns(last.supervisor)) throw new HomeInUseError(home, last);
    if (attempt === CLAIMS) throw new HomeInUseError(home, last ?? content);
    if (last) await endOrphans(last);
    await removeRunFile(home);
  }
}

/** Others may pass through (PostgreSQL's user must, when root runs this); every file in it has its own, narrower mode. */
async function makeHome(home: string): Promise<void> {
  const known = await stat(home).catch(() => undefined);
  if (known) return;
  await mkdir(home, { recursive: true });
  await chmod(home, process.getuid?.() === 0 ? 0o711 : 0o700);
}

/** Takes away the data, logs and key of earlier starts, and nothing else; the home must have been claimed. */
export async function emptyHome(home: string): Promise<void> {
  await EmbeddedPostgres.remove(join(home, 'postgres'));
  for (const name of ['event-node', 'logs', 'operator.key'])
    await rm(join(home, name), { recursive: true, force: true });
}

async function endOrphans(last: RunFile): Promise<void> {
  for (const name of ORDER) {
    const orphan = last.parts[name];
    if (orphan) await endOrphan(name, orphan);
  }
}

async function endOrphan(name: string, orphan: Running): Promise<void> {
  for (const [signal, patienceMs] of [
    ['SIGTERM', 15_000],
    ['SIGKILL', 5_000],
  ] as const) {
    if (!stillRuns(orphan)) return;
    process.kill(orphan.pid, signal);
    for (let waited = 0; waited < patienceMs && stillRuns(orphan); waited += 25) await sleep(25);
  }
  if (stillRuns(orphan)) throw new OrphanError(name, orphan.pid);
}
