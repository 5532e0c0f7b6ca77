import { ListQuery } from '../../queries/list-query.js';
import type { AuditItem, ListAuditsDto } from './list-audits.dto.js';

/** Audits. */
export class ListAudits extends ListQuery<ListAuditsDto, AuditItem> {}
