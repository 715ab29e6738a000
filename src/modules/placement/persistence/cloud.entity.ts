import { Column, Entity, PrimaryColumn } from 'typeorm';
import { JSON_TEXT, LONG } from '../../common/persistence/index.js';
import type { CloudContent } from '../domain/world/world-items.js';

@Entity('placement_cloud')
export class PlacementCloudRow {
  @PrimaryColumn({ type: 'text', name: 'cloud_id' })
  cloudId!: string;

  @Column(JSON_TEXT)
  content!: CloudContent;

  @Column({ type: 'boolean' })
  removing!: boolean;

  @Column({ ...LONG, name: 'removing_since', nullable: true })
  removingSince!: number | null;
}
