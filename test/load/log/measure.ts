import type { ProcessProbe } from './process-probe.js';

/** A rate, and how many cores it took to get it. */
export interface Rate {
  readonly perSecond: number;
  /** Of the process that was called. */
  readonly serverCores?: number;
  /** Of this process. */
  readonly clientCores: number;
}

/**
 * Does `work`, which answers how much of it there was, by the wall clock.
 * @param server the process that is called, when it is one
 */
export async function measured(work: () => Promise<number>, server?: ProcessProbe): Promise<Rate> {
  const serverBefore = server?.cpuSeconds() ?? 0;
  const clientBefore = process.cpuUsage();
  const began = performance.now();
  const done = await work();
  const seconds = (performance.now() - began) / 1000;
  const { user, system } = process.cpuUsage(clientBefore);
  return {
    perSecond: Math.round(done / seconds),
    ...(server && { serverCores: share((server.cpuSeconds() - serverBefore) / seconds) }),
    clientCores: share((user + system) / 1e6 / seconds),
  };
}

/** The same things by turns, so that a neighbour's load meets them alike; of each the best of its rounds. */
export async function byTurns<Name extends string>(
  rounds: number,
  things: Readonly<Record<Name, (round: number) => Promise<Rate>>>,
): Promise<Record<Name, Rate>> {
  const names = Object.keys(things) as Name[];
  const best: Partial<Record<Name, Rate>> = {};
  for (let round = 0; round < rounds; round += 1) {
    for (const name of names) {
      const rate = await things[name](round);
      if (rate.perSecond > (best[name]?.perSecond ?? 0)) best[name] = rate;
    }
  }
  return best as Record<Name, Rate>;
}

const share = (cores: number): number => Number(cores.toFixed(2));

/** The value below which a share of the others lies. Sorts nothing: `sorted` is. */
export function quantile(sorted: readonly number[], share: number): number {
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? NaN;
}

/** Milliseconds, to a hundredth. */
export const ms = (value: number): number => Number(value.toFixed(2));
