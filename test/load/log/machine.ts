import { loadavg } from 'node:os';
import { flushesPerSecond } from './disk.js';

const STEPS = 20_000_000;

/** How the machine was when a bench began: figures taken under another's load are no measure of the program. */
export interface Machine {
  /** Processes that ran or waited, over the last minute. */
  readonly loadAverage: number;
  /** Steps of a plain loop in a second by the wall clock, in millions: low where others have the cores. */
  readonly loopMillionsPerSecond: number;
  readonly flushesPerSecond: number;
}

/** @param folder on the disk that is to be used */
export const machineNow = (folder: string): Machine => ({
  loadAverage: Number((loadavg()[0] ?? 0).toFixed(1)),
  loopMillionsPerSecond: loopMillionsPerSecond(),
  flushesPerSecond: flushesPerSecond(folder),
});

function loopMillionsPerSecond(): number {
  loop(STEPS);
  const began = performance.now();
  loop(STEPS);
  return Math.round(STEPS / 1_000 / (performance.now() - began));
}

function loop(steps: number): number {
  let x = 1;
  for (let n = 0; n < steps; n += 1) x = (Math.imul(x, 31) + n) | 0;
  return x;
}
