import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { requestPause, requestRebuild, requestResume } from '#read-models';
import { Models } from '../../queries/models.js';
import { checkProjection } from '../known-projection.js';
import { ControlProjection } from './control-projection.command.js';

const REQUESTS = { rebuild: requestRebuild, pause: requestPause, resume: requestResume };

@CommandHandler(ControlProjection)
export class ControlProjectionHandler implements ICommandHandler<ControlProjection> {
  constructor(private readonly models: Models) {}

  async execute({ name, request }: ControlProjection) {
    checkProjection(name);
    const { sql } = this.models;
    await REQUESTS[request]({ query: (text, values = []) => sql.query(text, values) }, name);
    return { name, requested: request };
  }
}
