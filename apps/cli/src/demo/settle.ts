import { setTimeout as sleep } from 'node:timers/promises';
import { type ApiClient, RefusedError } from '../api-client/api-client.js';

/** The models stopped moving before they had what was asked for. */
export class NotSettledError extends Error {
  constructor(position: string, seconds: number) {
    super(`the read models did not reach position ${position} within ${seconds} s`);
    this.name = 'NotSettledError';
  }
}

const PATIENCE_S = 900;

/** Waits until the read models have the log up to a position. @throws NotSettledError */
export async function untilModelsHave(api: ApiClient, position: string, clock: () => number): Promise<void> {
  for (const end = clock() + PATIENCE_S * 1000; clock() < end; await sleep(100)) {
    try {
      await api.get(`/v1/verdicts?limit=1&after=${position}`);
      return;
    } catch (error) {
      if (!(error instanceof RefusedError && error.problem.status === 503)) throw error;
    }
  }
  throw new NotSettledError(position, PATIENCE_S);
}
