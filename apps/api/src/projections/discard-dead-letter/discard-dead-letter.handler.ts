import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { decideDeadLetters, evolveDeadLetters, initialDeadLetters } from '#domain';
import { findDeadLetter } from '#read-models';
import type { CommandAnswer } from '../../commands/command-answer.dto.js';
import { CommandLog } from '../../commands/command-log.js';
import { Models } from '../../queries/models.js';
import { checkProjection } from '../known-projection.js';
import { DiscardDeadLetterCommand } from './discard-dead-letter.command.js';

const aggregate = { initial: initialDeadLetters, evolve: evolveDeadLetters };

/** Load, decide, append. Which events wait is the projection's to say. */
@CommandHandler(DiscardDeadLetterCommand)
export class DiscardDeadLetterHandler implements ICommandHandler<DiscardDeadLetterCommand> {
  constructor(
    private readonly log: CommandLog,
    private readonly models: Models,
  ) {}

  async execute(command: DiscardDeadLetterCommand): Promise<CommandAnswer> {
    const { projection, letterId: id, body } = command;
    checkProjection(projection);
    return this.log.apply(command, {
      ...aggregate,
      decide: async (state) => {
        const letter = await findDeadLetter(this.models.sql, id);
        const reason = body.reason ?? null;
        return decideDeadLetters({ type: 'DiscardDeadLetter', projection, id, letter, reason }, state);
      },
    });
  }
}
