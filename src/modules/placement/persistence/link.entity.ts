import { Column, Entity, Index, PrimaryColumn } from 'typeorm';

/** `one` is the smaller id; two clouds have one link at most. */
@Entity('placement_link')
@Index('placement_link_of_clouds', ['one', 'other'], { unique: true })
export class PlacementLinkRow {
  @PrimaryColumn({ type: 'text', name: 'link_id' })
  linkId!: string;

  @Column({ type: 'text' })
  one!: string;

  @Column({ type: 'text' })
  other!: string;

  @Column({ type: 'double precision' })
  distance!: number;
}
