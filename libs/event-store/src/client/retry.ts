/** Waits that grow and differ, so that many clients do not come back at the same moment. */
export interface Backoff {
  /** Milliseconds before the first repeat; doubles with each. */
  readonly firstMs: number;
  readonly mostMs: number;
  /** In [0, 1): the jitter. */
  readonly random: () => number;
}

/** The wait before the given repeat (from 0), in milliseconds: between half and the whole of the doubled first. */
export function waitBefore(repeat: number, { firstMs, mostMs, random }: Backoff): number {
  const whole = Math.min(mostMs, firstMs * 2 ** Math.min(repeat, 30));
  return whole / 2 + (whole / 2) * random();
}

/** Resolves after the time, or at once when aborted. Never rejects. */
export function pause(ms: number, signal?: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    if (signal?.aborted) return resolve();
    const done = () => {
      clearTimeout(timer);
      signal?.removeEventListener('abort', done);
      resolve();
    };
    const timer = setTimeout(done, ms);
    signal?.addEventListener('abort', done);
  });
}
