import { applyDecorators, Body, Controller, Header, HttpCode, Param, Post } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';
import { ApiAcceptedResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { ProjectionParams } from '../projection-params.dto.js';
import { ControlProjection } from './control-projection.command.js';
import { ControlProjectionAnswer } from './control-projection.dto.js';
import { NoFieldsPipe } from './no-fields.pipe.js';

const Accepts = (operationId: string, summary: string): MethodDecorator =>
  applyDecorators(
    HttpCode(202),
    Header('location', '/v1/projections'),
    ApiOperation({ operationId, summary }),
    ApiAcceptedResponse({ type: ControlProjectionAnswer }),
  );

@ApiTags('projections')
@Controller('v1/projections/:name')
export class ControlProjectionController {
  constructor(private readonly commands: CommandBus) {}

  @Post('rebuild')
  @Accepts('RebuildProjection', 'Build the models anew from the log, beside the live ones, and swap them')
  rebuild(@Param() { name }: ProjectionParams, @Body(new NoFieldsPipe()) _body: unknown) {
    return this.commands.execute(new ControlProjection(name, 'rebuild'));
  }

  @Post('pause')
  @Accepts('PauseProjection', 'Stop where it is')
  pause(@Param() { name }: ProjectionParams, @Body(new NoFieldsPipe()) _body: unknown) {
    return this.commands.execute(new ControlProjection(name, 'pause'));
  }

  @Post('resume')
  @Accepts('ResumeProjection', 'Go on')
  resume(@Param() { name }: ProjectionParams, @Body(new NoFieldsPipe()) _body: unknown) {
    return this.commands.execute(new ControlProjection(name, 'resume'));
  }
}
