import { Column, Entity, PrimaryColumn } from 'typeorm';

const KEY = { primaryKeyConstraintName: 'duration_buckets_pkey' };
const TEXT_KEY = { type: 'text', collation: 'C', ...KEY } as const;

/** How long stopped clocks (met or breached) took, in buckets that grow by 2 %: a percentile is right within 1 %. */
@Entity({ name: 'duration_buckets' })
export class DurationBucketEntity {
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

  /** `''`: none. */
  @PrimaryColumn(TEXT_KEY)
  category!: string;

  /** `''`: none. */
  @PrimaryColumn(TEXT_KEY)
  team!: string;

  @PrimaryColumn({ name: 'decided_on', type: 'date', ...KEY })
  decidedOn!: string;

  /** See `bucketOf` and `valueOfBucket`. */
  @PrimaryColumn({ type: 'integer', ...KEY })
  bucket!: number;

  @Column({ type: 'bigint' })
  n!: string;

  @Column({ name: 'sum_ms', type: 'numeric' })
  sumMs!: string;
}
