import { Module, type DynamicModule } from '@nestjs/common';
import { CommandsModule } from '../commands/commands.module.js';
import { DiscardDeadLetterController } from './discard-dead-letter/discard-dead-letter.controller.js';
import { DiscardDeadLetterHandler } from './discard-dead-letter/discard-dead-letter.handler.js';
import { RetryDeadLetterController } from './retry-dead-letter/retry-dead-letter.controller.js';
import { RetryDeadLetterHandler } from './retry-dead-letter/retry-dead-letter.handler.js';

/** What operators do about events that the models could not take. */
@Module({
  imports: [CommandsModule],
  controllers: [RetryDeadLetterController, DiscardDeadLetterController],
  providers: [RetryDeadLetterHandler, DiscardDeadLetterHandler],
})
export class DeadLettersModule {
  /** @param queries the query side's module, which knows the dead letters */
  static over(queries: DynamicModule): DynamicModule {
    return { module: DeadLettersModule, imports: [queries] };
  }
}
