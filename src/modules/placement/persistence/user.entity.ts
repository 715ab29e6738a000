import { Column, Entity, Index, PrimaryColumn } from 'typeorm';
import { JSON_TEXT, LONG } from '../../common/persistence/index.js';
import type { AssociateId, UserPlace } from '../domain/types.js';
import type { RecordedMove } from '../domain/world/world-items.js';

@Entity('placement_user')
@Index('placement_user_of_ue', ['applicationId', 'ueKey'], { unique: true })
export class PlacementUserRow {
  @PrimaryColumn({ type: 'text', name: 'application_id' })
  applicationId!: string;

  @PrimaryColumn({ type: 'text', name: 'user_id' })
  userId!: string;

  @Column({ ...JSON_TEXT, name: 'associate_id', nullable: true })
  associateId!: AssociateId | null;

  @Column({ type: 'text', name: 'ue_key', nullable: true })
  ueKey!: string | null;

  @Column({ ...JSON_TEXT, nullable: true })
  place!: UserPlace | null;

  @Column(JSON_TEXT)
  areas!: string[];

  @Column({ type: 'text', name: 'first_cloud', nullable: true })
  firstCloud!: string | null;

  @Column({ type: 'text', name: 'previous_cloud', nullable: true })
  previousCloud!: string | null;

  @Column({ type: 'text', name: 'served_by', nullable: true })
  servedBy!: string | null;

  @Column({ type: 'text', name: 'rule_at', nullable: true })
  ruleAt!: string | null;

  @Column({ ...LONG, name: 'outside_since', nullable: true })
  outsideSince!: number | null;

  @Column({ ...JSON_TEXT, name: 'last_move', nullable: true })
  lastMove!: RecordedMove | null;
}
