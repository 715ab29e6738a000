import { Column, Entity, Index, PrimaryColumn } from 'typeorm';

/** Where gNBs of networks are found by their identities. */
@Entity('registration_gnb')
@Index('registration_gnb_of_node', ['node'])
export class RegistrationGnbRow {
  @PrimaryColumn({ type: 'text', name: 'network_id' })
  networkId!: string;

  @PrimaryColumn({ type: 'text', name: 'gnb_id' })
  gnbId!: string;

  /** As `ranNodeText` writes it. */
  @Column({ type: 'text' })
  node!: string;
}
