import { Column, Entity, Index, PrimaryColumn } from 'typeorm';
import { JSON_TEXT, LONG } from '../../common/persistence/index.js';

@Entity('subscription')
@Index('subscription_of_app_instance', ['appInstanceId'])
export class SubscriptionRow {
  @PrimaryColumn({ type: 'text', name: 'subscription_id' })
  subscriptionId!: string;

  @Column({ type: 'text', name: 'subscription_type' })
  subscriptionType!: string;

  @Column({ type: 'text', name: 'app_instance_id' })
  appInstanceId!: string;

  @Column({ type: 'text', name: 'callback_reference' })
  callbackReference!: string;

  @Column(JSON_TEXT)
  document!: object;

  @Column({ ...LONG, name: 'created_at' })
  createdAt!: number;

  /** Number of the last event that the subscriber is done with. */
  @Column(LONG)
  position!: number;
}
