import { Column, Entity, PrimaryColumn } from 'typeorm';

/** What the operator has entered of the address table. */
@Entity('handover_address')
export class HandoverAddressRow {
  @PrimaryColumn({ type: 'text', name: 'base_station' })
  baseStation!: string;

  @Column({ type: 'text', name: 'platform_id' })
  platformId!: string;
}
