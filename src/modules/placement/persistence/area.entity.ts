import { Column, Entity, PrimaryColumn } from 'typeorm';
import { JSON_TEXT } from '../../common/persistence/index.js';
import type { Area } from '../domain/types.js';

@Entity('placement_area')
export class PlacementAreaRow {
  @PrimaryColumn({ type: 'text', name: 'area_id' })
  areaId!: string;

  @Column(JSON_TEXT)
  content!: Omit<Area, 'areaId'>;
}
