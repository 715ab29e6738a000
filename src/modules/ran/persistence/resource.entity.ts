import { Column, Entity, PrimaryColumn } from 'typeorm';
import { JSON_TEXT, LONG } from '../../common/persistence/index.js';

export type ResourceKind = 'BASE_STATION' | 'CELL' | 'UE' | 'HANDOVER';

/** A base station, cell, UE or handover of the radio network. */
@Entity('ran_resource')
export class ResourceRow {
  @PrimaryColumn({ type: 'text' })
  kind!: ResourceKind;

  @PrimaryColumn({ type: 'text' })
  id!: string;

  /** Grows in the order in which resources of a kind are listed. */
  @Column(LONG)
  position!: number;

  @Column(JSON_TEXT)
  document!: object;

  /** What changes about a cell or UE by itself. */
  @Column({ ...JSON_TEXT, nullable: true })
  state!: object | null;
}
