import { Controller, Get, Query } from '@nestjs/common';
import { QueryBus } from '@nestjs/cqrs';
import { ApiTags } from '@nestjs/swagger';
import { AskedBy, type Asker } from '../../queries/asker.js';
import { AnswersList } from '../../queries/docs.js';
import { ComplianceAnswer, ReportComplianceDto } from './report-compliance.dto.js';
import { ReportCompliance } from './report-compliance.query.js';

@ApiTags('compliance')
@Controller('v1/compliance')
export class ReportComplianceController {
  constructor(private readonly queries: QueryBus) {}

  @Get()
  @AnswersList('ReportCompliance', 'How well promises were kept, by group', ComplianceAnswer)
  report(@Query() asked: ReportComplianceDto, @AskedBy() asker: Asker) {
    return this.queries.execute(new ReportCompliance(asked, asker));
  }
}
