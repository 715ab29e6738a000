import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { PortProtocol } from '../domain/types.js';

@Entity('placement_port')
export class PlacementPortRow {
  @PrimaryColumn({ type: 'text' })
  scope!: string;

  @PrimaryColumn({ type: 'text' })
  protocol!: PortProtocol;

  @PrimaryColumn({ type: 'integer', name: 'host_port' })
  hostPort!: number;

  @Column({ type: 'text', name: 'deployment_id' })
  deploymentId!: string;
}
