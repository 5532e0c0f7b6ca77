import { readFileSync } from 'node:fs';
import { isDeepStrictEqual } from 'node:util';
import { normalise } from './normalise.js';
import type { Scenario } from './scenario.js';
import { World } from './world.js';

type Outcome = Readonly<Record<string, unknown>>;

/** The outcomes of EventStoreDB 23.10.6, by scenario. */
export const RECORDED = JSON.parse(
  readFileSync(new URL('./recordings/eventstoredb-23.10.6.json', import.meta.url), 'utf8'),
) as Readonly<Record<string, Outcome>>;

/** A step whose outcome is not the recorded one. */
export interface Difference {
  readonly step: string;
  readonly recorded: unknown;
  readonly observed: unknown;
}

/** The longest course reads 200,000 events four times: 20 s on a quiet machine. */
const LONGEST_MS = 300_000;

/** Plays a scenario against a server and answers what it saw, in the form of the recordings. */
export async function play(scenario: Scenario, connection: string): Promise<Outcome> {
  const world = new World(scenario.name, connection);
  let timer: NodeJS.Timeout | undefined;
  const tooLong = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error(`not done after ${LONGEST_MS} ms`)), LONGEST_MS);
  });
  try {
    await Promise.race([scenario.run(world), tooLong]);
  } catch (error) {
    world.note('!failed', error);
  } finally {
    clearTimeout(timer);
  }
  const outcome = normalise(world.outcome, world.labels, world.started);
  await world.dispose();
  return outcome;
}

/** Compares what was seen with what was recorded, step by step. */
export function differences(recorded: Outcome, observed: Outcome): Difference[] {
  const steps = new Set([...Object.keys(recorded), ...Object.keys(observed)]);
  return [...steps]
    .filter((step) => !isDeepStrictEqual(recorded[step], observed[step]))
    .map((step) => ({ step, recorded: recorded[step], observed: observed[step] }));
}
