import { ListQuery } from '../../queries/list-query.js';
import type { ComplianceAnswer, ReportComplianceDto } from './report-compliance.dto.js';

/** How well promises were kept, by group. */
export class ReportCompliance extends ListQuery<ReportComplianceDto, ComplianceAnswer> {}
