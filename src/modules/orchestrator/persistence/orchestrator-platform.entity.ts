import { Column, Entity, PrimaryColumn } from 'typeorm';
import { JSON_TEXT, LONG } from '../../common/persistence/index.js';

@Entity('orchestrator_platform')
export class OrchestratorPlatformRow {
  @PrimaryColumn({ type: 'text', name: 'platform_id' })
  platformId!: string;

  @Column({ type: 'text', name: 'platform_name' })
  platformName!: string;

  @Column({ type: 'text', name: 'mp3_uri', nullable: true })
  mp3Uri!: string | null;

  @Column({ ...JSON_TEXT, name: 'base_stations' })
  baseStations!: string[];

  @Column({ ...LONG, name: 'registered_at' })
  registeredAt!: number;

  /** Grows with each platform that is new. */
  @Column(LONG)
  position!: number;
}
