import { IdField } from '../fields/index.js';

/** The path of one audit. */
export class AuditParams {
  @IdField({ description: 'The audit.' })
  auditId!: string;
}
