import { Column, Entity, Index, PrimaryColumn } from 'typeorm';
import { JSON_TEXT } from '../../common/persistence/index.js';
import type { ImagePins } from '../domain/requirements/image-pins.js';
import type { Application } from '../domain/world/world-items.js';

type ApplicationContent = Omit<Application, 'applicationId' | 'appName' | 'pins' | 'artefacts' | 'removing'>;

@Entity('placement_application')
@Index('placement_application_name', ['appName'], { unique: true })
export class PlacementApplicationRow {
  @PrimaryColumn({ type: 'text', name: 'application_id' })
  applicationId!: string;

  @Column({ type: 'text', name: 'app_name' })
  appName!: string;

  @Column(JSON_TEXT)
  content!: ApplicationContent;

  @Column(JSON_TEXT)
  pins!: ImagePins;

  @Column(JSON_TEXT)
  artefacts!: Application['artefacts'];

  @Column({ type: 'boolean' })
  removing!: boolean;
}
