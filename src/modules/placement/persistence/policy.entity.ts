import { Column, Entity, PrimaryColumn } from 'typeorm';
import { JSON_TEXT } from '../../common/persistence/index.js';
import type { Policy } from '../domain/world/world-items.js';

/** One row, none as long as the policy is the default one. */
@Entity('placement_policy')
export class PlacementPolicyRow {
  @PrimaryColumn({ type: 'integer' })
  id!: number;

  @Column(JSON_TEXT)
  content!: Policy;
}
