import { CommandHandler } from '@nestjs/cqrs';
import { AgreementCommandHandler } from '../agreement-command-handler.js';
import { SignAgreementCommand } from './sign-agreement.command.js';

@CommandHandler(SignAgreementCommand)
export class SignAgreementHandler extends AgreementCommandHandler<SignAgreementCommand> {}
