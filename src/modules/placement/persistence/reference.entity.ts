import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { ReferenceRole } from '../domain/decision/question.js';

@Entity('placement_reference')
export class PlacementReferenceRow {
  @PrimaryColumn({ type: 'text', name: 'application_id' })
  applicationId!: string;

  @PrimaryColumn({ type: 'text', name: 'user_id' })
  userId!: string;

  @PrimaryColumn({ type: 'text', name: 'deployment_id' })
  deploymentId!: string;

  @Column({ type: 'text' })
  role!: ReferenceRole;
}
