import { Column, Entity, PrimaryColumn } from 'typeorm';

/**
 * A version, termination or exclusion whose cases are still being judged again, page by page.
 * While there is a row the models are `restating`.
 */
@Entity({ name: 'projection_restatements' })
export class RestatementEntity {
  /** Of the event that asks for it. */
  @PrimaryColumn({ type: 'bigint', primaryKeyConstraintName: 'projection_restatements_pkey' })
  position!: string;

  @PrimaryColumn({
    name: 'agreement_id',
    type: 'text',
    collation: 'C',
    primaryKeyConstraintName: 'projection_restatements_pkey',
  })
  agreementId!: string;

  /** The last ticket judged again; `''`: none yet. */
  @Column({ type: 'text', collation: 'C' })
  cursor!: string;

  /** Cases judged again so far. */
  @Column({ type: 'bigint' })
  cases!: string;

  /** Cases of the agreement when it began. */
  @Column({ type: 'bigint' })
  total!: string;
}
