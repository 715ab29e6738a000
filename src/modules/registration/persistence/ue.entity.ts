import { Column, Entity, Index, PrimaryColumn } from 'typeorm';
import { JSON_TEXT } from '../../common/persistence/index.js';
import type { RegistrationUe } from '../domain/types.js';

@Entity('registration_ue')
@Index('registration_ue_of_supi', ['supi'])
@Index('registration_ue_of_guti', ['guti'])
export class RegistrationUeRow {
  @PrimaryColumn({ type: 'text', name: 'network_id' })
  networkId!: string;

  @PrimaryColumn({ type: 'text', name: 'ue_id' })
  ueId!: string;

  @Column({ type: 'text' })
  supi!: string;

  /** As `gutiText` writes it. */
  @Column({ type: 'text', nullable: true })
  guti!: string | null;

  @Column(JSON_TEXT)
  ue!: RegistrationUe;
}
