import { Column, Entity, PrimaryColumn } from 'typeorm';
import { JSON_TEXT, LONG } from '../../common/persistence/index.js';

/** A document that has been replaced and that decides of the events before. */
@Entity('subscription_revision')
export class SubscriptionRevisionRow {
  @PrimaryColumn({ type: 'text', name: 'subscription_id' })
  subscriptionId!: string;

  /** Number of the event of the replacement. */
  @PrimaryColumn({ ...LONG, name: 'until_seq' })
  until!: number;

  @Column(JSON_TEXT)
  document!: object;
}
