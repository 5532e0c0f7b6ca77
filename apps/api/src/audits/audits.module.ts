import { Module, type DynamicModule } from '@nestjs/common';
import { AgreementsModule } from '../agreements/agreements.module.js';
import { CalendarsModule } from '../calendars/calendars.module.js';
import { CommandsModule } from '../commands/commands.module.js';
import { Audits } from './audits.js';
import { CancelAuditController } from './cancel-audit/cancel-audit.controller.js';
import { CancelAuditHandler } from './cancel-audit/cancel-audit.handler.js';
import { DeleteAuditController } from './delete-audit/delete-audit.controller.js';
import { DeleteAuditHandler } from './delete-audit/delete-audit.handler.js';
import { ListAuditsController } from './list-audits/list-audits.controller.js';
import { ListAuditsHandler } from './list-audits/list-audits.handler.js';
import { ListChangesController } from './list-changes/list-changes.controller.js';
import { ListChangesHandler } from './list-changes/list-changes.handler.js';
import { RequestAuditController } from './request-audit/request-audit.controller.js';
import { RequestAuditHandler } from './request-audit/request-audit.handler.js';
import { ShowAuditController } from './show-audit/show-audit.controller.js';
import { ShowAuditHandler } from './show-audit/show-audit.handler.js';
import { ShowManifestController } from './show-manifest/show-manifest.controller.js';
import { ShowManifestHandler } from './show-manifest/show-manifest.handler.js';

/** Audits: what is asked goes to the log, what came out is read from the replayer's tables. */
@Module({
  imports: [CommandsModule, AgreementsModule, CalendarsModule],
  controllers: [
    RequestAuditController,
    ListAuditsController,
    ShowAuditController,
    ListChangesController,
    ShowManifestController,
    CancelAuditController,
    DeleteAuditController,
  ],
  providers: [
    Audits,
    RequestAuditHandler,
    ListAuditsHandler,
    ShowAuditHandler,
    ListChangesHandler,
    ShowManifestHandler,
    CancelAuditHandler,
    DeleteAuditHandler,
  ],
})
export class AuditsModule {
  /** @param queries the query side's module, by which results are read */
  static over(queries: DynamicModule): DynamicModule {
    return { module: AuditsModule, imports: [queries] };
  }
}
