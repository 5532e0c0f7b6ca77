import { ApiProperty } from '@nestjs/swagger';
import { AuditItem } from '../list-audits/list-audits.dto.js';

/** Verdicts decided in the audit's span, and those undecided at its `now`. */
export class AuditCounts {
  met!: number;
  /** Excused ones included. */
  breached!: number;
  excused!: number;
  void!: number;
  running!: number;
  paused!: number;
  /** met / (met + breached); null where there is none of either. */
  attainment!: number | null;
}

/** One side of an audit. */
export class AuditSide extends AuditCounts {
  /** Credits are not part of an audit yet: always empty. */
  credits!: object[];
}

export class AuditGroup {
  metric!: string;
  tier!: string;
  priority!: string;
  category!: string | null;
  before!: AuditCounts;
  after!: AuditCounts;
}

export class UnjudgedCase {
  ticketId!: string;
  reason!: string;
}

export class AuditCases {
  judged!: number;
  /** With at least one changed verdict. */
  changed!: number;
  unjudged!: UnjudgedCase[];
}

const CHANGES = {
  type: 'object',
  nullable: true,
  required: ['total'],
  properties: { total: { type: 'integer' } },
  additionalProperties: { type: 'integer' },
  description: 'Changed verdicts: `total`, and by kind, `met>breached`, `none>met`, `same-state` and so on.',
  example: { total: 812, 'met>breached': 12, 'breached>met': 700, 'same-state': 100 },
} as const;

/** An audit. Until it is completed its counts are null and its lists empty. */
export class AuditAnswer extends AuditItem {
  before!: AuditSide | null;
  after!: AuditSide | null;

  @ApiProperty(CHANGES as never)
  changes!: Record<string, number> | null;

  groups!: AuditGroup[];
  cases!: AuditCases;
}
