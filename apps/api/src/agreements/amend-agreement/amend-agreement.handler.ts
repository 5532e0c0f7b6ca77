import { CommandHandler } from '@nestjs/cqrs';
import { AgreementCommandHandler } from '../agreement-command-handler.js';
import { AmendAgreementCommand } from './amend-agreement.command.js';

@CommandHandler(AmendAgreementCommand)
export class AmendAgreementHandler extends AgreementCommandHandler<AmendAgreementCommand> {}
