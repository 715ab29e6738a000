import { Column, Entity, Index, PrimaryColumn } from 'typeorm';
import { JSON_TEXT, LONG } from '../../common/persistence/index.js';

@Entity('subscription')
@Index('subscription_of_app_instance', ['appInstanceId'])
@Index('subscription_expires', ['expiresAt'])
export class SubscriptionRow {
  @PrimaryColumn({ type: 'text', name: 'subscription_id' })
  subscriptionId!: string;

  @Column({ type: 'text', name: 'subscription_type' })
  subscriptionType!: string;

  @Column({ type: 'text', name: 'app_instance_id', nullable: true })
  appInstanceId!: string | null;

  @Column({ type: 'text', name: 'callback_reference', nullable: true })
  callbackReference!: string | null;

  @Column({ type: 'text', name: 'websocket_token', nullable: true })
  websocketToken!: string | null;

  @Column({ ...LONG, name: 'expires_at', nullable: true })
  expiresAt!: number | null;

  @Column(JSON_TEXT)
  document!: object;

  @Column({ ...LONG, name: 'created_at' })
  createdAt!: number;

  /** Number of the last event that the subscriber is done with. */
  @Column(LONG)
  position!: number;

  /** Number of the last event before the subscription. */
  @Column({ ...LONG, default: 0 })
  beginning!: number;

  /** Number of the event of the expiry, while the subscriber is still being told of it. */
  @Column({ ...LONG, name: 'expiry_seq', nullable: true })
  expirySeq!: number | null;
}
