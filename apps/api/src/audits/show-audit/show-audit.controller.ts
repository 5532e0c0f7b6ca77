import { Controller, Get, Param } from '@nestjs/common';
import { QueryBus } from '@nestjs/cqrs';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import type { AuditView } from '#replay';
import { Refuses } from '../../commands/docs.js';
import { AuditParams } from '../audit-params.dto.js';
import { AuditAnswer } from './show-audit.dto.js';
import { ShowAudit } from './show-audit.query.js';

@ApiTags('audits')
@Controller('v1/audits')
export class ShowAuditController {
  constructor(private readonly queries: QueryBus) {}

  @Get(':auditId')
  @ApiOperation({ summary: 'An audit: how far it is, and what came out' })
  @ApiOkResponse({ type: AuditAnswer })
  @Refuses(400, 401, 404, 503)
  show(@Param() { auditId }: AuditParams): Promise<AuditView> {
    return this.queries.execute(new ShowAudit(auditId));
  }
}
