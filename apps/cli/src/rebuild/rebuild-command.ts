import { setTimeout as sleep } from 'node:timers/promises';
import { type ApiClient } from '../api-client/api-client.js';
import { type ApiOptions, findApi } from '../api-client/find-api.js';
import { type Output } from '../output.js';
import { progressOf } from '../progress-line.js';

interface ProjectionAnswer {
  readonly name: string;
  readonly position: string;
  readonly rebuild: {
    readonly state: string;
    readonly progress: number;
    readonly eventsPerSecond: number;
    readonly eta: string | null;
  } | null;
}

/** How long an asked-for rebuild may take to begin. */
const BEGINS_WITHIN_MS = 5_000;
const POLL_MS = 100;

/** `avenant rebuild`: makes the read models anew from the log, beside the live ones, and waits until they are swapped. */
export async function rebuild(name: string | undefined, options: ApiOptions, output: Output): Promise<number> {
  const api = await findApi(options);
  const before = await projection(api, name);
  const began = performance.now();
  await api.post(`/v1/projections/${encodeURIComponent(before.name)}/rebuild`, {});
  const progress = progressOf(output.terminal);
  let seen = false;
  let last: ProjectionAnswer;
  while (
    (last = await projection(api, before.name)).rebuild !== null ||
    (!seen && performance.now() - began < BEGINS_WITHIN_MS)
  ) {
    if (last.rebuild) {
      seen = true;
      progress.show(
        last.rebuild.progress,
        `${last.rebuild.state}, ${Math.round(last.rebuild.eventsPerSecond)} events a second`,
      );
    }
    await sleep(POLL_MS);
  }
  progress.clear();
  const seconds = Math.round(performance.now() - began) / 1000;
  output.say(`${before.name} was made anew up to position ${last.position}; ${seconds.toFixed(1)} s`);
  output.json({ name: before.name, position: last.position, seconds });
  return 0;
}

async function projection(api: ApiClient, name: string | undefined): Promise<ProjectionAnswer> {
  const { items } = await api.get<{ items: readonly ProjectionAnswer[] }>('/v1/projections');
  const found = name === undefined ? items[0] : items.find((item) => item.name === name);
  if (found) return found;
  throw new UnknownProjectionError(
    name,
    items.map((item) => item.name),
  );
}

/** There is no projection of that name. */
export class UnknownProjectionError extends Error {
  constructor(name: string | undefined, known: readonly string[]) {
    super(`there is no projection${name === undefined ? '' : ` "${name}"`}; known: ${known.join(', ') || 'none'}`);
    this.name = 'UnknownProjectionError';
  }
}
