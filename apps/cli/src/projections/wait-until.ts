import { setTimeout as sleep } from 'node:timers/promises';
import { RefusedError } from '../api-client/api-client.js';

const POLL_MS = 100;
/** Looks in a row that the API may be unable to answer: the models are being swapped, the database restarts. */
const MOST_REFUSALS = 100;

/**
 * Looks again and again until what is seen is as wished.
 * @param withinMs how long at most; without end if not said
 * @returns what was seen last
 */
export async function waitUntil<Seen>(
  look: () => Promise<Seen>,
  wished: (seen: Seen) => boolean,
  withinMs = Infinity,
): Promise<Seen> {
  const began = performance.now();
  for (;;) {
    const seen = await patiently(look);
    if (wished(seen) || performance.now() - began >= withinMs) return seen;
    await sleep(POLL_MS);
  }
}

async function patiently<Seen>(look: () => Promise<Seen>): Promise<Seen> {
  for (let refusals = 1; ; refusals += 1) {
    try {
      return await look();
    } catch (error) {
      const passes = error instanceof RefusedError && error.problem.status === 503;
      if (!passes || refusals === MOST_REFUSALS) throw error;
      await sleep(POLL_MS);
    }
  }
}
