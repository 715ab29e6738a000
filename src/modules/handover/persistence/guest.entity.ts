import { Column, Entity, PrimaryColumn } from 'typeorm';

@Entity('handover_guest')
export class GuestRow {
  @PrimaryColumn({ type: 'text', name: 'app_instance_id' })
  appInstanceId!: string;

  @PrimaryColumn({ type: 'text', name: 'traffic_rule_id' })
  trafficRuleId!: string;

  @Column({ type: 'text', name: 'home_platform_id' })
  homePlatformId!: string;

  @Column({ type: 'text', name: 'home_app_instance_id' })
  homeAppInstanceId!: string;

  @Column({ type: 'text', name: 'home_rule_id' })
  homeRuleId!: string;
}
