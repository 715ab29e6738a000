import { Column, Entity, PrimaryColumn } from 'typeorm';
import { LONG } from '../../common/persistence/index.js';

@Entity('handover_epoch')
export class EpochRow {
  @PrimaryColumn({ type: 'text', name: 'ue_key' })
  ueKey!: string;

  @Column(LONG)
  epoch!: number;
}
