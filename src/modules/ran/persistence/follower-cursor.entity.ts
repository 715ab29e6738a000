import { Column, Entity, PrimaryColumn } from 'typeorm';
import { LONG } from '../../common/persistence/index.js';

/** How far the feed of another platform has been followed. There is one row at most. */
@Entity('ran_follower')
export class FollowerCursorRow {
  @PrimaryColumn({ type: 'text' })
  id!: string;

  /** Address of the other platform's API. */
  @Column({ type: 'text' })
  feed!: string;

  @Column(LONG)
  seq!: number;
}
