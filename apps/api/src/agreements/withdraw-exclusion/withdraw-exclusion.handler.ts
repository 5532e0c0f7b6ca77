import { CommandHandler } from '@nestjs/cqrs';
import { AgreementCommandHandler } from '../agreement-command-handler.js';
import { WithdrawExclusionCommand } from './withdraw-exclusion.command.js';

@CommandHandler(WithdrawExclusionCommand)
export class WithdrawExclusionHandler extends AgreementCommandHandler<WithdrawExclusionCommand> {}
