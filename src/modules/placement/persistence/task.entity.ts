import { Column, Entity, Index, PrimaryColumn } from 'typeorm';
import { LONG } from '../../common/persistence/index.js';
import type { DriftAction, DriftCause, DriftReason, DriftStep, DriftTaskState, RegistrationLeft } from '../domain/types.js';

@Entity('placement_task')
@Index('placement_task_occupies', ['occupies'], { unique: true })
export class PlacementTaskRow {
  @PrimaryColumn({ type: 'text', name: 'task_id' })
  taskId!: string;

  @Column({ type: 'text' })
  action!: DriftAction;

  @Column({ type: 'text', name: 'application_id' })
  applicationId!: string;

  @Column({ type: 'text', name: 'cloud_id' })
  cloudId!: string;

  @Column({ type: 'text', name: 'deployment_id' })
  deploymentId!: string;

  @Column({ type: 'text' })
  cause!: DriftCause;

  @Column({ type: 'text', name: 'user_id', nullable: true })
  userId!: string | null;

  @Column({ type: 'text' })
  state!: DriftTaskState;

  @Column({ type: 'text' })
  step!: DriftStep;

  @Column({ type: 'integer' })
  tries!: number;

  @Column({ ...LONG, name: 'next_try_at', nullable: true })
  nextTryAt!: number | null;

  @Column({ type: 'text', nullable: true })
  reason!: DriftReason | null;

  @Column({ type: 'text', nullable: true })
  detail!: string | null;

  @Column({ type: 'text', name: 'registration_left', nullable: true })
  registrationLeft!: RegistrationLeft | null;

  @Column({ ...LONG, name: 'created_at' })
  createdAt!: number;

  @Column({ ...LONG, name: 'ended_at', nullable: true })
  endedAt!: number | null;

  @Column(LONG)
  position!: number;

  /** Id of the deployment, of which one task at a time is open; null when it is over. */
  @Column({ type: 'text', nullable: true })
  occupies!: string | null;
}
