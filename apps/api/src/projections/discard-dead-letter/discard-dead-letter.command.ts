import { streamOf } from '#domain';
import { ApiCommand } from '../../commands/api-command.js';
import type { DiscardDeadLetterBody } from './discard-dead-letter.dto.js';

/** An event that a projection cannot apply is to be left out for ever. */
export class DiscardDeadLetterCommand extends ApiCommand<DiscardDeadLetterBody> {
  readonly name = 'DiscardDeadLetter';

  get projection(): string {
    return this.ids['projection'] ?? '';
  }

  get letterId(): string {
    return this.ids['letterId'] ?? '';
  }

  get stream(): string {
    return streamOf.deadLetter(this.projection);
  }
}
