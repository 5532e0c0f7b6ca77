import { Injectable } from '@nestjs/common';
import type { CommandAnswer } from '../commands/command-answer.dto.js';
import type { AgreementApiCommand } from './agreement-api-command.js';
import { Agreements } from './agreements.js';

/** Load, decide, append. */
@Injectable()
export abstract class AgreementCommandHandler<Asked extends AgreementApiCommand> {
  constructor(private readonly agreements: Agreements) {}

  execute(command: Asked): Promise<CommandAnswer> {
    return this.agreements.change(command, command.toDomain());
  }
}
