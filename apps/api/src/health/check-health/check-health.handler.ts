import { Inject } from '@nestjs/common';
import { type IQueryHandler, QueryHandler } from '@nestjs/cqrs';
import { readFreshness, readPosition } from '#read-models';
import { Models } from '../../queries/models.js';
import { QUERY_SIDE, type QuerySide } from '../../queries/options.js';
import type { ReadinessAnswer } from './check-health.dto.js';
import { CheckHealth } from './check-health.query.js';

/** What does not answer by then, in milliseconds, does not answer. */
const PATIENCE = 2_000;
const READY_LAG = 300_000;

@QueryHandler(CheckHealth)
export class CheckHealthHandler implements IQueryHandler<CheckHealth> {
  constructor(
    private readonly models: Models,
    @Inject(QUERY_SIDE) private readonly side: QuerySide,
  ) {}

  async execute(): Promise<ReadinessAnswer> {
    const [log, models, lag] = await Promise.all([
      check(() => this.side.log.head()),
      check(() => readPosition(this.models.sql)),
      check(() => this.checkLag()),
    ]);
    const checks = { log, models, lag };
    return { status: Object.values(checks).every((said) => said === 'ok') ? 'ok' : 'unavailable', checks };
  }

  /** Models that no projector has begun to fill have no lag to speak of: commands can be served. */
  private async checkLag(): Promise<void> {
    const limit = this.side.readyLagMs ?? READY_LAG;
    const lag = await readFreshness(this.models.sql);
    if (lag !== null && lag > limit) throw new Unfit(`the models are ${lag} ms old; the limit is ${limit} ms`);
  }
}

class Unfit extends Error {}

/** `ok`, or what is wrong in words that give nothing away. */
async function check(work: () => Promise<unknown>): Promise<string> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Unfit(`no answer within ${PATIENCE} ms`)), PATIENCE);
  });
  try {
    await Promise.race([work(), late]);
    return 'ok';
  } catch (error) {
    return error instanceof Unfit ? error.message : 'cannot be reached';
  } finally {
    clearTimeout(timer);
  }
}
