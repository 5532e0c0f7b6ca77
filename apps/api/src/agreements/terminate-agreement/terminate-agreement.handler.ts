import { CommandHandler } from '@nestjs/cqrs';
import { AgreementCommandHandler } from '../agreement-command-handler.js';
import { TerminateAgreementCommand } from './terminate-agreement.command.js';

@CommandHandler(TerminateAgreementCommand)
export class TerminateAgreementHandler extends AgreementCommandHandler<TerminateAgreementCommand> {}
