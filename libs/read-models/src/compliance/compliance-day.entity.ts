import { Entity, PrimaryColumn } from 'typeorm';
import { CounterColumns } from './counter-columns.js';

const KEY = { primaryKeyConstraintName: 'compliance_days_pkey' };
const TEXT_KEY = { type: 'text', collation: 'C', ...KEY } as const;

/** The same verdicts as in `compliance_counters`, by day, whatever their category and team. */
@Entity({ name: 'compliance_days' })
export class ComplianceDayEntity extends CounterColumns {
  @PrimaryColumn({ name: 'agreement_id', ...TEXT_KEY })
  agreementId!: string;

  @PrimaryColumn(TEXT_KEY)
  customer!: string;

  @PrimaryColumn(TEXT_KEY)
  metric!: string;

  @PrimaryColumn(TEXT_KEY)
  tier!: string;

  @PrimaryColumn(TEXT_KEY)
  priority!: string;

  @PrimaryColumn({ type: 'double precision', ...KEY })
  goal!: number;

  @PrimaryColumn({ name: 'decided_on', type: 'date', ...KEY })
  decidedOn!: string;
}
