import { Column, Entity, Index, PrimaryColumn } from 'typeorm';

/** What a name means now. */
@Entity('placement_image_name')
@Index('placement_image_name_of_image', ['digest'])
export class PlacementImageNameRow {
  @PrimaryColumn({ type: 'text' })
  repository!: string;

  @PrimaryColumn({ type: 'text' })
  tag!: string;

  @Column({ type: 'text' })
  digest!: string;
}
