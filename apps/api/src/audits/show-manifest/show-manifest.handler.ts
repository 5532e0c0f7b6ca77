import { type IQueryHandler, QueryHandler } from '@nestjs/cqrs';
import { readAuditStatus, readManifest, type Manifest } from '#replay';
import { Models } from '../../queries/models.js';
import { noAudit, notCompleted } from '../no-audit.js';
import { ShowManifest } from './show-manifest.query.js';

@QueryHandler(ShowManifest)
export class ShowManifestHandler implements IQueryHandler<ShowManifest> {
  constructor(private readonly models: Models) {}

  async execute({ auditId }: ShowManifest): Promise<Manifest> {
    const manifest = await readManifest(this.models.sql, auditId);
    if (manifest === undefined) throw noAudit(auditId);
    if (manifest === null) {
      throw notCompleted(auditId, (await readAuditStatus(this.models.sql, auditId)) ?? 'deleted');
    }
    return manifest;
  }
}
