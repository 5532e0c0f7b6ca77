import { Command } from '@nestjs/cqrs';
import type { ControlProjectionAnswer } from './control-projection.dto.js';

/** An operator's request to a projection. No event: it changes nothing that is recorded. */
export class ControlProjection extends Command<ControlProjectionAnswer> {
  constructor(
    readonly name: string,
    readonly request: Exclude<ControlProjectionAnswer['requested'], 'retry'>,
  ) {
    super();
  }
}
