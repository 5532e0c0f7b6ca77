import { Controller, Get, Query } from '@nestjs/common';
import { QueryBus } from '@nestjs/cqrs';
import { ApiTags } from '@nestjs/swagger';
import { AskedBy, type Asker } from '../../queries/asker.js';
import { AnswersList } from '../../queries/docs.js';
import { MeasureTiersDto, TierMetricsAnswer } from './measure-tiers.dto.js';
import { MeasureTiers } from './measure-tiers.query.js';

@ApiTags('tiers')
@Controller('v1/tiers/metrics')
export class MeasureTiersController {
  constructor(private readonly queries: QueryBus) {}

  @Get()
  @AnswersList(
    'MeasureTiers',
    'By tier: counts, attainment, how long clocks took (percentiles at most 1 % off), ratings',
    TierMetricsAnswer,
  )
  measure(@Query() asked: MeasureTiersDto, @AskedBy() asker: Asker) {
    return this.queries.execute(new MeasureTiers(asked, asker));
  }
}
