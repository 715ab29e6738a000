import { Column, Entity, PrimaryColumn } from 'typeorm';
import { JSON_TEXT } from '../../common/persistence/index.js';
import type { Artefact, ArtefactType } from '../domain/types.js';

/** It goes when neither an application nor a deployment names it. */
@Entity('placement_artefact')
export class PlacementArtefactRow {
  @PrimaryColumn({ type: 'text' })
  digest!: string;

  @Column({ type: 'text', name: 'application_id' })
  applicationId!: string;

  @Column({ type: 'text' })
  type!: ArtefactType;

  @Column(JSON_TEXT)
  content!: Artefact;
}
