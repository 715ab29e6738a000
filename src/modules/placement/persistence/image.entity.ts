import { Column, Entity, PrimaryColumn } from 'typeorm';
import { JSON_TEXT, LONG } from '../../common/persistence/index.js';

@Entity('placement_image')
export class PlacementImageRow {
  @PrimaryColumn({ type: 'text' })
  digest!: string;

  @Column({ type: 'text', name: 'config_digest' })
  configDigest!: string;

  @Column({ type: 'text' })
  architecture!: string;

  @Column({ type: 'text' })
  os!: string;

  @Column({ ...LONG, name: 'size_bytes' })
  sizeBytes!: number;

  @Column(JSON_TEXT)
  blobs!: string[];

  @Column({ ...LONG, name: 'stored_at' })
  storedAt!: number;
}
