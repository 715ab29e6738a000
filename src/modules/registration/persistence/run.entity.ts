import { Column, Entity, Index, PrimaryColumn } from 'typeorm';
import { JSON_TEXT, LONG } from '../../common/persistence/index.js';
import type { RegistrationOutcome, RegistrationRun, RegistrationRunState, RegistrationTrigger, RegistrationUe, SliceSubscription } from '../domain/types.js';

@Entity('registration_run')
@Index('registration_run_of_digest', ['networkDigest'])
@Index('registration_run_of_network', ['networkId', 'position'])
@Index('registration_run_of_state', ['state', 'position'])
@Index('registration_run_position', ['position'])
export class RegistrationRunRow {
  @PrimaryColumn({ type: 'text', name: 'run_id' })
  runId!: string;

  @Column({ type: 'text', name: 'network_id' })
  networkId!: string;

  /** Grows in the order in which runs begin. */
  @Column(LONG)
  position!: number;

  @Column({ type: 'text', name: 'ue_id' })
  ueId!: string;

  /** Its name alone would be a word of SQL. */
  @Column({ type: 'text', name: 'begun_by' })
  trigger!: RegistrationTrigger;

  @Column({ type: 'text' })
  state!: RegistrationRunState;

  @Column({ type: 'text', nullable: true })
  outcome!: RegistrationOutcome | null;

  /** Without attempts and trace. */
  @Column(JSON_TEXT)
  run!: RegistrationRun;

  /** Digest of the network with which it began; like all that it is emulated from, null at its end. */
  @Column({ type: 'text', name: 'network_digest', nullable: true })
  networkDigest!: string | null;

  @Column({ ...JSON_TEXT, nullable: true })
  subscriptions!: SliceSubscription[] | null;

  @Column({ ...JSON_TEXT, nullable: true })
  ue!: RegistrationUe | null;
}
