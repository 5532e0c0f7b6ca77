import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { ProblemError } from '#platform';
import { findDeadLetter, requestRetry } from '#read-models';
import { Models } from '../../queries/models.js';
import type { ControlProjectionAnswer } from '../control-projection/control-projection.dto.js';
import { checkProjection } from '../known-projection.js';
import { RetryDeadLetter } from './retry-dead-letter.command.js';

@CommandHandler(RetryDeadLetter)
export class RetryDeadLetterHandler implements ICommandHandler<RetryDeadLetter> {
  constructor(private readonly models: Models) {}

  async execute({ projection, id }: RetryDeadLetter): Promise<ControlProjectionAnswer> {
    checkProjection(projection);
    const { sql } = this.models;
    const letter = await findDeadLetter(sql, id);
    if (letter === null) throw new ProblemError(404, `projection ${projection} has no dead letter ${id}`);
    if (letter.kind === 'case')
      throw new ProblemError(
        409,
        `${id} is a case that cannot be judged (${letter.reason}); it is judged again by itself when a fact or a version changes it`,
      );
    await requestRetry({ query: (text, values = []) => sql.query(text, values) }, projection, id);
    return { name: projection, requested: 'retry' };
  }
}
