import { Entity, PrimaryColumn } from 'typeorm';

@Entity('platform')
export class PlatformRow {
  @PrimaryColumn({ type: 'text', name: 'platform_id' })
  platformId!: string;
}
