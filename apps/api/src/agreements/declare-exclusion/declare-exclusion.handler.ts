import { CommandHandler } from '@nestjs/cqrs';
import { AgreementCommandHandler } from '../agreement-command-handler.js';
import { DeclareExclusionCommand } from './declare-exclusion.command.js';

@CommandHandler(DeclareExclusionCommand)
export class DeclareExclusionHandler extends AgreementCommandHandler<DeclareExclusionCommand> {}
