import { Column, Entity, PrimaryColumn } from 'typeorm';
import { JSON_TEXT } from '../../common/persistence/index.js';
import type { RegistrationNetwork } from '../domain/types.js';

/** A network as runs that are not at their end began with it, without subscriptions; one row for all of them. */
@Entity('registration_run_network')
export class RegistrationRunNetworkRow {
  @PrimaryColumn({ type: 'text', name: 'network_id' })
  networkId!: string;

  /** Of its JSON text, SHA-256. */
  @PrimaryColumn({ type: 'text' })
  digest!: string;

  @Column(JSON_TEXT)
  network!: RegistrationNetwork;
}
