import { Column, Entity, PrimaryColumn } from 'typeorm';
import { JSON_TEXT } from '../../common/persistence/index.js';
import type { DetectionSetting } from '../domain/detection/detection-setting.js';

/** There is one row. */
@Entity('handover_setting')
export class HandoverSettingRow {
  @PrimaryColumn({ type: 'integer' })
  id!: number;

  @Column({ ...JSON_TEXT, nullable: true })
  detection!: DetectionSetting | null;

  @Column({ type: 'text', name: 'callback_token', nullable: true })
  callbackToken!: string | null;

  @Column({ ...JSON_TEXT, nullable: true })
  subscriptions!: Record<string, string> | null;
}
