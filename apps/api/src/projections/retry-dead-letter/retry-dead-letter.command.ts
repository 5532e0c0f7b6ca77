import { Command } from '@nestjs/cqrs';
import type { ControlProjectionAnswer } from '../control-projection/control-projection.dto.js';

/** An event that could not be applied is to be tried again. No event: it changes nothing that is recorded. */
export class RetryDeadLetter extends Command<ControlProjectionAnswer> {
  constructor(
    readonly projection: string,
    readonly id: string,
  ) {
    super();
  }
}
