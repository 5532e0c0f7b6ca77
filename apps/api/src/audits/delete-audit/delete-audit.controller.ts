import { Controller, Delete, HttpCode, Param } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';
import { ApiNoContentResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { Refuses } from '../../commands/docs.js';
import { AuditParams } from '../audit-params.dto.js';
import { DeleteAuditCommand } from './delete-audit.command.js';

@ApiTags('audits')
@Controller('v1/audits')
export class DeleteAuditController {
  constructor(private readonly commands: CommandBus) {}

  @Delete(':auditId')
  @HttpCode(204)
  @ApiOperation({ operationId: 'DeleteAudit', summary: 'Take the result of an audit that has ended away' })
  @ApiNoContentResponse({ description: 'It is gone. Its id stays taken.' })
  @Refuses(400, 401, 404, 409, 503)
  delete(@Param() { auditId }: AuditParams): Promise<void> {
    return this.commands.execute(new DeleteAuditCommand(auditId));
  }
}
