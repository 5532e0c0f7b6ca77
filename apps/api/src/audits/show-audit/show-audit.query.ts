import { Query } from '@nestjs/cqrs';
import type { AuditView } from '#replay';

/** An audit: how far it is, and what came out. */
export class ShowAudit extends Query<AuditView> {
  constructor(readonly auditId: string) {
    super();
  }
}
