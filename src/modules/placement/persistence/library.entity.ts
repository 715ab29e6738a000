import { Entity, PrimaryColumn } from 'typeorm';

/** The one row that the migration makes. */
@Entity('placement_library')
export class PlacementLibraryRow {
  @PrimaryColumn({ type: 'text' })
  folder!: string;
}
