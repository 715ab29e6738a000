import { Column, Entity, PrimaryColumn } from 'typeorm';
import { LONG } from '../../common/persistence/index.js';

@Entity('placement_file')
export class PlacementFileRow {
  @PrimaryColumn({ type: 'text', name: 'application_id' })
  applicationId!: string;

  @PrimaryColumn({ type: 'text', name: 'file_name' })
  fileName!: string;

  @Column({ type: 'text' })
  digest!: string;

  @Column({ ...LONG, name: 'size_bytes' })
  sizeBytes!: number;
}
