import { Column, Entity, PrimaryColumn } from 'typeorm';

/** What grows with a run, as JSON texts. */
@Entity('registration_trace')
export class RegistrationTraceRow {
  @PrimaryColumn({ type: 'text', name: 'run_id' })
  runId!: string;

  @Column({ type: 'text' })
  attempts!: string;

  @Column({ type: 'text', nullable: true })
  trace!: string | null;
}
