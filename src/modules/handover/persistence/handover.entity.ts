import { Column, Entity, PrimaryColumn } from 'typeorm';
import { JSON_TEXT, LONG } from '../../common/persistence/index.js';
import type { HandoverRole, MepHandoverState } from '../domain/types.js';

@Entity('handover')
export class HandoverRow {
  @PrimaryColumn({ type: 'text', name: 'handover_id' })
  handoverId!: string;

  @Column({ type: 'text' })
  role!: HandoverRole;

  @Column({ type: 'text' })
  state!: MepHandoverState;

  @Column({ ...LONG, name: 'started_at' })
  startedAt!: number;

  /** All else. */
  @Column(JSON_TEXT)
  content!: object;
}
