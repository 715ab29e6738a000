import { Column, Entity, Index, PrimaryColumn } from 'typeorm';
import { JSON_TEXT, LONG } from '../../common/persistence/index.js';
import type { Amounts } from '../domain/amounts.js';
import type { GrantState } from '../domain/grant-states.js';
import type { Grant, GrantRequest } from '../domain/types.js';

@Entity('resource_grant')
@Index('resource_grant_of_operation', ['appLcmOpOccId'], { unique: true })
@Index('resource_grant_of_app_instance', ['appInstanceId'])
export class ResourceGrantRow {
  @PrimaryColumn({ type: 'text', name: 'grant_id' })
  grantId!: string;

  @Column({ type: 'text', name: 'app_instance_id' })
  appInstanceId!: string;

  @Column({ type: 'text', name: 'app_lcm_op_occ_id' })
  appLcmOpOccId!: string;

  @Column({ type: 'text' })
  operation!: GrantRequest['operation'];

  @Column({ type: 'text' })
  state!: GrantState;

  /** Its name alone would be a word of SQL. */
  @Column({ ...JSON_TEXT, name: 'shown' })
  grant!: Grant;

  @Column(JSON_TEXT)
  needs!: Amounts;

  @Column(JSON_TEXT)
  keeps!: Amounts;

  @Column({ type: 'boolean' })
  holds!: boolean;

  @Column({ type: 'text', nullable: true })
  rejection!: string | null;

  @Column({ ...LONG, name: 'expires_at', nullable: true })
  expiresAt!: number | null;
}
