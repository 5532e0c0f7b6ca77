import { type ApiClient } from '../api-client/api-client.js';

export interface RebuildAnswer {
  readonly state: string;
  readonly progress: number;
  readonly eventsPerSecond: number;
  readonly eta: string | null;
  readonly startedAt: string;
  readonly error: string | null;
}

/** A projection as `GET /v1/projections` shows it. */
export interface ProjectionAnswer {
  readonly name: string;
  readonly position: string;
  readonly head: string;
  readonly hand: string;
  readonly lag: { readonly events: number; readonly ms: number };
  readonly state: string;
  /** The one under way, or the last one if it failed. */
  readonly rebuild: RebuildAnswer | null;
  readonly restatements: readonly {
    readonly agreementId: string;
    readonly position: string;
    readonly cases: number;
    readonly of: number;
  }[];
  readonly deadLetters: number;
}

/** What a projection could not take. */
export interface DeadLetterAnswer {
  readonly id: string;
  readonly kind: 'event' | 'case';
  readonly stream: string;
  readonly revision: number;
  readonly position: string;
  readonly type: string;
  readonly reason: string;
  readonly waitingTo: number;
  readonly recordedAt: string;
}

/** There is no projection of that name. */
export class UnknownProjectionError extends Error {
  constructor(name: string | undefined, known: readonly string[]) {
    super(`there is no projection${name === undefined ? '' : ` "${name}"`}; known: ${known.join(', ') || 'none'}`);
    this.name = 'UnknownProjectionError';
  }
}

/** @throws RefusedError, UnreachableError */
export async function listProjections(api: ApiClient): Promise<readonly ProjectionAnswer[]> {
  return (await api.get<{ items: readonly ProjectionAnswer[] }>('/v1/projections')).items;
}

/** The projection of a name; without one the only one. @throws UnknownProjectionError, RefusedError, UnreachableError */
export async function findProjection(api: ApiClient, name: string | undefined): Promise<ProjectionAnswer> {
  const items = await listProjections(api);
  const found = name === undefined ? items[0] : items.find((item) => item.name === name);
  if (found) return found;
  throw new UnknownProjectionError(
    name,
    items.map((item) => item.name),
  );
}

/** The address of a projection, or of something of it. */
export const pathOf = (name: string, ...rest: readonly string[]): string =>
  ['/v1/projections', name, ...rest].map((part, i) => (i === 0 ? part : encodeURIComponent(part))).join('/');

/**
 * What a projection could not take, in the order of the log.
 * @param after wait until the models have this position
 */
export async function listDeadLetters(api: ApiClient, name: string, after?: string): Promise<DeadLetterAnswer[]> {
  const letters: DeadLetterAnswer[] = [];
  const path = pathOf(name, 'dead-letters') + (after === undefined ? '' : `?after=${after}`);
  for await (const letter of api.items<DeadLetterAnswer>(path)) letters.push(letter);
  return letters;
}
