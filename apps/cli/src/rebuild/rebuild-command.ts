import { type ApiOptions, findApi } from '../api-client/find-api.js';
import { type Output } from '../output.js';
import { progressOf } from '../progress-line.js';
import { findProjection, pathOf, type ProjectionAnswer, type RebuildAnswer } from '../projections/projection-api.js';
import { waitUntil } from '../projections/wait-until.js';

/** How long an asked-for rebuild may take to begin. */
const BEGINS_WITHIN_MS = 15_000;

/**
 * `avenant rebuild`: makes the read models anew from the log, beside the live ones, and waits until they are swapped.
 * @returns 1 where it failed, or has not begun within fifteen seconds
 */
export async function rebuild(name: string | undefined, options: ApiOptions, output: Output): Promise<number> {
  const api = await findApi(options);
  const before = await findProjection(api, name);
  const began = performance.now();
  await api.post(pathOf(before.name, 'rebuild'), {});
  const look = () => findProjection(api, before.name);
  const isNew = ({ rebuild: one }: ProjectionAnswer): boolean =>
    one !== null && one.startedAt !== before.rebuild?.startedAt;
  // One that is under way already has to end first.
  const first = await waitUntil(look, isNew, isUnderWay(before.rebuild) ? Infinity : BEGINS_WITHIN_MS);
  const progress = progressOf(output.terminal);
  const last = await waitUntil(look, ({ rebuild: one }) => {
    if (one) show(progress, one);
    return !isUnderWay(one);
  });
  progress.clear();
  const seconds = Math.round(performance.now() - began) / 1000;
  const error = isNew(first) ? (last.rebuild?.error ?? null) : 'it has not begun: does a projector run?';
  if (error === null) output.say(`${last.name} was made anew up to position ${last.position}; ${seconds.toFixed(1)} s`);
  else output.error(`${last.name} was not made anew: ${error}`);
  output.json({ name: last.name, position: last.position, seconds, error });
  return error === null ? 0 : 1;
}

const isUnderWay = (one: RebuildAnswer | null): boolean => one !== null && one.state !== 'failed';

function show(
  progress: ReturnType<typeof progressOf>,
  { state, progress: share, eventsPerSecond }: RebuildAnswer,
): void {
  progress.show(share, `${state}, ${Math.round(eventsPerSecond)} events a second`);
}
