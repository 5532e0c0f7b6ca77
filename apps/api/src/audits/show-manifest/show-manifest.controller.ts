import { Controller, Get, Param } from '@nestjs/common';
import { QueryBus } from '@nestjs/cqrs';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import type { Manifest } from '#replay';
import { Refuses } from '../../commands/docs.js';
import { AuditParams } from '../audit-params.dto.js';
import { ShowManifest } from './show-manifest.query.js';

const MANIFEST = { type: 'object' as const, description: 'Inputs, by hash, and result of the audit.' };

@ApiTags('audits')
@Controller('v1/audits')
export class ShowManifestController {
  constructor(private readonly queries: QueryBus) {}

  @Get(':auditId/manifest')
  @ApiOperation({ summary: 'What an audit was judged by, and what came out' })
  @ApiOkResponse({ schema: MANIFEST })
  @Refuses(400, 401, 404, 409, 503)
  show(@Param() { auditId }: AuditParams): Promise<Manifest> {
    return this.queries.execute(new ShowManifest(auditId));
  }
}
