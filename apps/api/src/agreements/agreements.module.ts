import { Module } from '@nestjs/common';
import { CalendarsModule } from '../calendars/calendars.module.js';
import { CommandsModule } from '../commands/commands.module.js';
import { Agreements } from './agreements.js';
import { SignAgreementController } from './sign-agreement/sign-agreement.controller.js';
import { SignAgreementHandler } from './sign-agreement/sign-agreement.handler.js';
import { AmendAgreementController } from './amend-agreement/amend-agreement.controller.js';
import { AmendAgreementHandler } from './amend-agreement/amend-agreement.handler.js';
import { TerminateAgreementController } from './terminate-agreement/terminate-agreement.controller.js';
import { TerminateAgreementHandler } from './terminate-agreement/terminate-agreement.handler.js';
import { DeclareExclusionController } from './declare-exclusion/declare-exclusion.controller.js';
import { DeclareExclusionHandler } from './declare-exclusion/declare-exclusion.handler.js';
import { WithdrawExclusionController } from './withdraw-exclusion/withdraw-exclusion.controller.js';
import { WithdrawExclusionHandler } from './withdraw-exclusion/withdraw-exclusion.handler.js';

@Module({
  imports: [CommandsModule, CalendarsModule],
  controllers: [
    SignAgreementController,
    AmendAgreementController,
    TerminateAgreementController,
    DeclareExclusionController,
    WithdrawExclusionController,
  ],
  providers: [
    Agreements,
    SignAgreementHandler,
    AmendAgreementHandler,
    TerminateAgreementHandler,
    DeclareExclusionHandler,
    WithdrawExclusionHandler,
  ],
  exports: [Agreements],
})
export class AgreementsModule {}
