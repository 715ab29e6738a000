import { Entity, PrimaryColumn, Column } from 'typeorm';
import { LONG } from '../../common/persistence/index.js';

/** How far the changes of cells were looked at. There is one row at most. */
@Entity('registration_cursor')
export class RegistrationCursorRow {
  @PrimaryColumn({ type: 'text' })
  id!: string;

  @Column(LONG)
  seq!: number;
}
