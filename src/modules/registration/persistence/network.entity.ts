import { Column, Entity, PrimaryColumn } from 'typeorm';
import { JSON_TEXT } from '../../common/persistence/index.js';
import type { ScenarioTitle } from '../domain/ports/network-repository.js';
import type { RegistrationNetwork } from '../domain/types.js';

@Entity('registration_network')
export class RegistrationNetworkRow {
  @PrimaryColumn({ type: 'text', name: 'network_id' })
  networkId!: string;

  @Column({ ...JSON_TEXT, nullable: true })
  title!: ScenarioTitle | null;

  @Column(JSON_TEXT)
  network!: RegistrationNetwork;
}
