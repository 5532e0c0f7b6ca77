import { Column, Entity, PrimaryColumn } from 'typeorm';

const KEY = { primaryKeyConstraintName: 'rating_counters_pkey' };
const TEXT_KEY = { type: 'text', collation: 'C', ...KEY } as const;

/** How satisfied customers say they are: the last rating of each case at the hand, under what the case is now. */
@Entity({ name: 'rating_counters' })
export class RatingCounterEntity {
  @PrimaryColumn({ name: 'agreement_id', ...TEXT_KEY })
  agreementId!: string;

  @PrimaryColumn(TEXT_KEY)
  customer!: string;

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

  /** The UTC date of the rating. */
  @PrimaryColumn({ name: 'rated_on', type: 'date', ...KEY })
  ratedOn!: string;

  @Column({ type: 'bigint' })
  n!: string;

  @Column({ type: 'bigint' })
  sum!: string;
}
