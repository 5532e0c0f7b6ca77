import { Column, Entity, PrimaryColumn } from 'typeorm';
import { AUDIT_SCHEMA } from './audit.entity.js';

/** Up to where the log has been read for requests. One row, `audits`. */
@Entity({ name: 'audit_intake', schema: AUDIT_SCHEMA })
export class AuditIntakeEntity {
  @PrimaryColumn({ type: 'text', primaryKeyConstraintName: 'audit_intake_pkey' })
  name!: string;

  @Column({ type: 'bigint' })
  position!: string;
}
