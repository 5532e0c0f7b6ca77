import { Body, Controller, Param, Post } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import { AskedBy, type Asked } from '../../commands/asked.js';
import type { CommandAnswer } from '../../commands/command-answer.dto.js';
import { CommandBody } from '../../commands/command-body.dto.js';
import { Changes } from '../../commands/docs.js';
import { AuditParams } from '../audit-params.dto.js';
import { CancelAuditCommand } from './cancel-audit.command.js';

@ApiTags('audits')
@Controller('v1/audits/:auditId/cancel')
export class CancelAuditController {
  constructor(private readonly commands: CommandBus) {}

  @Post()
  @ApiOperation({ operationId: 'CancelAudit', summary: 'Stop an audit that waits or runs' })
  @Changes('It stops, and stays as cancelled until it is deleted')
  cancel(
    @Param() { auditId }: AuditParams,
    @Body() body: CommandBody,
    @AskedBy() asked: Asked,
  ): Promise<CommandAnswer> {
    return this.commands.execute(new CancelAuditCommand({ auditId }, body, asked));
  }
}
