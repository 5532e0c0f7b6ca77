import { Entity, PrimaryColumn } from 'typeorm';
import { CounterColumns } from './counter-columns.js';

const KEY = { primaryKeyConstraintName: 'compliance_counters_pkey' };
const TEXT_KEY = { type: 'text', collation: 'C', ...KEY } as const;

/**
 * How many verdicts stand where, moved by differences. One row a key; what a key lacks is written `''`
 * (category, team), -1 (goal), `infinity` (decided_on: undecided). Rows that count nothing are taken away.
 */
@Entity({ name: 'compliance_counters' })
export class ComplianceCounterEntity extends CounterColumns {
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

  @PrimaryColumn(TEXT_KEY)
  category!: string;

  @PrimaryColumn(TEXT_KEY)
  team!: string;

  @PrimaryColumn({ type: 'double precision', ...KEY })
  goal!: number;

  @PrimaryColumn({ name: 'decided_on', type: 'date', ...KEY })
  decidedOn!: string;
}
