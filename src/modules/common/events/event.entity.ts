import { Column, Entity, PrimaryColumn } from 'typeorm';
import { JSON_TEXT, LONG } from '../persistence/index.js';

@Entity('event')
export class EventRow {
  @PrimaryColumn(LONG)
  seq!: number;

  @Column({ type: 'text' })
  topic!: string;

  @Column(JSON_TEXT)
  payload!: unknown;

  @Column({ ...LONG, name: 'recorded_at' })
  recordedAt!: number;
}
