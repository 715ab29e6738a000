import { Column, Entity, Index, PrimaryColumn } from 'typeorm';
import { JSON_TEXT, LONG } from '../../common/persistence/index.js';
import type { Cancellation } from '../domain/operation/cancellation.js';
import type { LcmOperation, LcmOperationState } from '../domain/types.js';

@Entity('lifecycle_operation')
@Index('lifecycle_operation_of_app_instance', ['appInstanceId'])
@Index('lifecycle_operation_occupying', ['occupies'], { unique: true })
export class LifecycleOperationRow {
  @PrimaryColumn({ type: 'text', name: 'app_lcm_op_occ_id' })
  appLcmOpOccId!: string;

  @Column({ type: 'text', name: 'app_instance_id' })
  appInstanceId!: string;

  /** The application instance while the operation is not over: at most one operation occupies it. */
  @Column({ type: 'text', nullable: true })
  occupies!: string | null;

  @Column({ type: 'text', name: 'lcm_operation' })
  lcmOperation!: LcmOperation;

  @Column({ type: 'text', name: 'operation_state' })
  operationState!: LcmOperationState;

  @Column({ type: 'integer' })
  step!: number;

  @Column(JSON_TEXT)
  params!: object;

  @Column(JSON_TEXT)
  findings!: object;

  @Column({ type: 'text', nullable: true })
  cancellation!: Cancellation | null;

  @Column({ ...JSON_TEXT, nullable: true })
  error!: object | null;

  @Column({ ...LONG, name: 'started_at' })
  startedAt!: number;

  @Column({ ...LONG, name: 'state_entered_at' })
  stateEnteredAt!: number;
}
