import { type ApiOptions, findApi } from '../api-client/find-api.js';
import { type Output } from '../output.js';
import { findProjection, pathOf } from './projection-api.js';
import { waitUntil } from './wait-until.js';

/** How long a projection may take to see to what it was asked, in milliseconds. */
export const WITHIN_MS = 10_000;

/**
 * `avenant projections pause` and `resume`: tells a projection to stand still or to go on, and waits until it says so.
 * @returns 1 where it did not within ten seconds
 */
export async function control(
  request: 'pause' | 'resume',
  name: string | undefined,
  options: ApiOptions,
  output: Output,
): Promise<number> {
  const api = await findApi(options);
  const asked = await findProjection(api, name);
  await api.post(pathOf(asked.name, request), {});
  const isDone = ({ state }: { readonly state: string }) => (state === 'paused') === (request === 'pause');
  const seen = await waitUntil(() => findProjection(api, asked.name), isDone, WITHIN_MS);
  output.say(`${seen.name} is ${seen.state}, at position ${seen.position}`);
  output.json({ name: seen.name, state: seen.state, position: seen.position });
  return isDone(seen) ? 0 : 1;
}
