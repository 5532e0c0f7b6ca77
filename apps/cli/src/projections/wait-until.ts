import { setTimeout as sleep } from 'node:timers/promises';

const POLL_MS = 100;

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
    const seen = await look();
    if (wished(seen) || performance.now() - began >= withinMs) return seen;
    await sleep(POLL_MS);
  }
}
