import { COUNT_FIELDS, CountsAnswer, SumsDto } from '../../queries/sums.dto.js';

export class ReportComplianceDto extends SumsDto {}

/** A group of verdicts against its goal. */
export class ComplianceAnswer extends CountsAnswer {
  /** A share in (0, 1]; null in a group of several goals, or of none. */
  goal!: number | null;
  /** Whether attainment reaches the goal; null where either is. */
  ok!: boolean | null;
}

export const COMPLIANCE_FIELDS = [...COUNT_FIELDS, 'goal', 'ok'] as const;
