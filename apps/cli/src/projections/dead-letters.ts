import { type ApiClient } from '../api-client/api-client.js';
import { type ApiOptions, findApi } from '../api-client/find-api.js';
import { type Output } from '../output.js';
import { count, table } from '../table.js';
import { WITHIN_MS } from './control-projection.js';
import { findProjection, listDeadLetters, pathOf, type DeadLetterAnswer } from './projection-api.js';
import { waitUntil } from './wait-until.js';

export interface LetterOptions extends ApiOptions {
  readonly projection?: string;
}

/** `avenant projections dead-letters`: what a projection could not take, and why. @returns 1 where there is anything */
export async function deadLetters(name: string | undefined, options: ApiOptions, output: Output): Promise<number> {
  const api = await findApi(options);
  const letters = await listDeadLetters(api, (await findProjection(api, name)).name);
  output.say(...letterLines(letters));
  output.json(letters);
  return letters.length === 0 ? 0 : 1;
}

function letterLines(letters: readonly DeadLetterAnswer[]): readonly string[] {
  if (letters.length === 0) return ['no dead letters'];
  return letters.flatMap((letter) => [`${letter.id}`, ...table(['', ''], rowsOf(letter), '  ').slice(1)]);
}

const rowsOf = ({ kind, stream, revision, waitingTo, type, recordedAt, reason }: DeadLetterAnswer): string[][] => [
  ['what', kind === 'event' ? `event ${revision} of ${stream}, ${type}` : `the case of ${stream} as it stands`],
  ['recorded', recordedAt],
  ['why', reason],
  ...(kind === 'event' ? [['waiting', `${count(waitingTo - revision)} events behind it`]] : []),
];

/**
 * `avenant projections retry`: has an event tried again that could not be applied.
 * @returns 1 where it still cannot, or not within ten seconds
 */
export async function retry(id: string, options: LetterOptions, output: Output): Promise<number> {
  const api = await findApi(options);
  const { name } = await findProjection(api, options.projection);
  await api.post(pathOf(name, 'dead-letters', id, 'retry'), {});
  const left = await waitUntil(
    () => letterOf(api, name, id),
    (letter) => letter === undefined,
    WITHIN_MS,
  );
  output.say(left === undefined ? `${id} is applied` : `${id} still cannot be applied: ${left.reason}`);
  output.json({ id, applied: left === undefined, reason: left?.reason ?? null });
  return left === undefined ? 0 : 1;
}

const letterOf = async (api: ApiClient, name: string, id: string): Promise<DeadLetterAnswer | undefined> =>
  (await listDeadLetters(api, name)).find((letter) => letter.id === id);

interface Discarded {
  readonly stream: string;
  readonly position: string;
}

/**
 * `avenant projections discard`: gives an event up that cannot be applied, for ever.
 * @returns 1 where another event of its stream cannot be applied either
 */
export async function discard(
  id: string,
  options: LetterOptions & { readonly reason?: string },
  output: Output,
): Promise<number> {
  const api = await findApi(options);
  const { name } = await findProjection(api, options.projection);
  const stream = (await letterOf(api, name, id))?.stream;
  const reason = options.reason === undefined ? {} : { reason: options.reason };
  const { position } = await api.post<Discarded>(pathOf(name, 'dead-letters', id, 'discard'), reason);
  const next = (await listDeadLetters(api, name, position)).find((letter) => letter.stream === stream);
  output.say(`${id} is given up, at position ${position}`);
  if (next !== undefined) output.say(`but ${next.id} of ${next.stream} cannot be applied: ${next.reason}`);
  output.json({ id, position, next: next ?? null });
  return next === undefined ? 0 : 1;
}
