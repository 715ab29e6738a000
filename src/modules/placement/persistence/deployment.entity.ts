import { Column, Entity, Index, PrimaryColumn } from 'typeorm';
import { JSON_TEXT, LONG } from '../../common/persistence/index.js';
import type { CloudCapacity, DeploymentPort, DeploymentState } from '../domain/types.js';

@Entity('placement_deployment')
@Index('placement_deployment_occupies', ['occupies'], { unique: true })
export class PlacementDeploymentRow {
  @PrimaryColumn({ type: 'text', name: 'deployment_id' })
  deploymentId!: string;

  @Column({ type: 'text', name: 'application_id' })
  applicationId!: string;

  @Column({ type: 'text', name: 'cloud_id' })
  cloudId!: string;

  @Column({ type: 'text' })
  artefact!: string;

  @Column(JSON_TEXT)
  needs!: Required<CloudCapacity>;

  @Column({ type: 'text' })
  state!: DeploymentState;

  @Column({ type: 'text', nullable: true })
  address!: string | null;

  @Column({ ...JSON_TEXT, nullable: true })
  ports!: DeploymentPort[] | null;

  @Column({ ...LONG, name: 'unused_since', nullable: true })
  unusedSince!: number | null;

  @Column(LONG)
  since!: number;

  @Column(LONG)
  position!: number;

  /** What another copy of the same kind on the same cloud would have, too; null from REMOVING on. */
  @Column({ type: 'text', nullable: true })
  occupies!: string | null;
}
