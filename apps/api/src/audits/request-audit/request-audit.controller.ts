import { Body, Controller, HttpCode, Post, Res } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';
import { ApiOperation, ApiResponse, ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { AskedBy, type Asked } from '../../commands/asked.js';
import { Refuses } from '../../commands/docs.js';
import { RequestAuditCommand } from './request-audit.command.js';
import { AuditAccepted, RequestAuditBody } from './request-audit.dto.js';

const LOCATION = { Location: { description: 'Its address.', schema: { type: 'string' as const } } };

@ApiTags('audits')
@Controller('v1/audits')
export class RequestAuditController {
  constructor(private readonly commands: CommandBus) {}

  @Post()
  @HttpCode(202)
  @ApiOperation({ operationId: 'RequestAudit', summary: 'Judge history twice: as recorded, and with other versions' })
  @ApiResponse({ status: 202, type: AuditAccepted, description: 'It is in the log and queued.', headers: LOCATION })
  @Refuses()
  async request(
    @Body() body: RequestAuditBody,
    @AskedBy() asked: Asked,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<AuditAccepted> {
    const command = new RequestAuditCommand({}, body, asked);
    const answer = await this.commands.execute(command);
    void reply.header('location', `/v1/audits/${command.auditId}`);
    return { auditId: command.auditId, ...answer };
  }
}
