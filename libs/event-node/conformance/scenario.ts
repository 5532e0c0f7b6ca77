import type { World } from './world.js';

/** A named course of calls; what it sees goes into the world's outcome. */
export interface Scenario {
  readonly name: string;
  readonly run: (world: World) => Promise<void>;
}

export type Play = Scenario['run'];

/** Names the scenarios of one file: `prefix` and key make the recording's name. */
export function scenarios(prefix: string, plays: Readonly<Record<string, Play>>): Scenario[] {
  return Object.entries(plays).map(([key, run]) => ({ name: `${prefix}${key}`, run }));
}
