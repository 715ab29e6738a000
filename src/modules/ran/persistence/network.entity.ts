import { Column, Entity, PrimaryColumn } from 'typeorm';
import { JSON_TEXT, LONG } from '../../common/persistence/index.js';

/** The radio network but for what has rows of its own. There is one row at most. */
@Entity('ran_network')
export class NetworkRow {
  @PrimaryColumn({ type: 'text' })
  id!: string;

  /** Grows with each process that takes the network over; only the last one writes. */
  @Column(LONG)
  epoch!: number;

  /** Of the network's clock. What is recorded as state may be older. */
  @Column(LONG)
  time!: number;

  @Column(JSON_TEXT)
  state!: object;

  @Column(JSON_TEXT)
  schedule!: object;

  @Column(JSON_TEXT)
  clock!: object;

  @Column(JSON_TEXT)
  title!: object;
}
