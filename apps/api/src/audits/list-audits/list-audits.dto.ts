import type { AuditItem as AuditItemView } from '#replay';
import { ListDto } from '../../queries/ask.dto.js';

export class ListAuditsDto extends ListDto {}

/** How far an audit has come. */
export class AuditProgress {
  /** Looked at so far. */
  cases!: number;
  /** To look at; 0 until it is known. */
  of!: number;
  casesPerSecond!: number;
}

/** An audit, without its result. */
export class AuditItem implements AuditItemView {
  auditId!: string;
  status!: 'queued' | 'running' | 'completed' | 'failed' | 'cancelled';
  error!: string | null;
  progress!: AuditProgress;
  /** Of the result: the same request, as the log has it, gives the same on every machine. */
  digest!: string | null;
  /** Where its manifest is; null until it is completed. */
  manifest!: string | null;
}

export const AUDIT_FIELDS = ['auditId', 'status', 'error', 'progress', 'digest', 'manifest'] as const;
