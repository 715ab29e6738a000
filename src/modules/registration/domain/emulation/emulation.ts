import { latencies } from '../description/defaults.js';
import type { Guami, RegistrationNetwork, RegistrationRun, RegistrationType, RegistrationUe, RunSettings } from '../types.js';
import { Attacker } from './attacker.js';
import { Amf } from './core/amf.js';
import { machinesOf } from './core-network.js';
import { Kernel } from './kernel.js';
import type { KeyName } from './messages/nas.js';
import { Reachability } from './reachability.js';
import type { Trace } from './trace/trace.js';
import { Ue } from './ue/ue.js';

/** A UE that registers. */
export interface Registering {
  ue: RegistrationUe;
  /** Id of the gNB. */
  gnb: string;
  registrationType: RegistrationType;
  /** Milliseconds since the beginning; at once if absent. */
  startsAt?: number;
}

/** How the registration of a UE has ended; `duration` in milliseconds. */
type RegistrationResult = Required<Pick<RegistrationRun, 'outcome' | 'reason' | 'ueState' | 'duration' | 'attempts'>> & Pick<RegistrationRun, 'amf'>;

/** UEs that register in one network with the same settings. The same description always gives the same trace. */
export class Emulation {
  private readonly kernel: Kernel;
  private readonly ues = new Map<string, { ue: Ue; startsAt: number }>();
  private readonly amfs: ReadonlyMap<string, string>;
  private readonly running = new Map<string, Amf>();

  constructor(network: RegistrationNetwork, registering: readonly Registering[], settings: RunSettings, trace: Trace) {
    const reachability = new Reachability(network);
    this.kernel = new Kernel({ latency: latencies(network), reaches: (sender, receiver) => reachability.reaches(sender, receiver) }, trace);
    this.amfs = new Map(network.amfSets.flatMap(({ amfs }) => amfs.map(({ id, amfId }) => [amfId.toLowerCase(), id] as const)));
    const described = registering.map(({ ue }) => ue);
    for (const machine of machinesOf(network, described, settings)) {
      this.kernel.add(machine);
      if (machine instanceof Amf) this.running.set(machine.name, machine);
    }
    for (const each of registering) this.let(each, settings);
    if (settings.forgedReject) this.attack(settings.forgedReject);
  }

  /** Milliseconds since the beginning. */
  get now(): number {
    return this.kernel.now;
  }

  /** How much has happened: messages that arrived, timers that expired, UEs that began. */
  get events(): number {
    return this.kernel.events;
  }

  /** Goes on for at most so many events, to the end if there is no number; answers whether it is at its end. */
  run(atMost?: number): boolean {
    return this.kernel.run(atMost);
  }

  /** @throws Error if there is no such UE, or its registration has not ended */
  resultOf(ueId: string): RegistrationResult {
    const registering = this.ues.get(ueId);
    if (!registering) throw new Error(`UE ${ueId} does not register.`);
    const { outcome, reason, amf, attempts, outcomeAt, stored, key } = registering.ue.report(({ amfId }: Guami) => this.amfs.get(amfId.toLowerCase()) ?? amfId);
    if (!outcome || outcomeAt === undefined) throw new Error(`The registration of UE ${ueId} has not ended.`);
    return { outcome, reason, ...(amf !== undefined && { amf }), ueState: this.withoutLostContext(stored, key), duration: outcomeAt - registering.startsAt, attempts };
  }

  /** An AMF may have forgotten the UE; one that does not run has not changed anything. */
  private withoutLostContext(stored: RegistrationUe, key: KeyName | undefined): RegistrationUe {
    const { securityContext } = stored;
    const amf = securityContext && this.running.get(securityContext.amf);
    if (!amf || (key !== undefined && amf.holds(stored.supi, key))) return stored;
    return { ...stored, securityContext: { ...securityContext, heldByAmf: false } };
  }

  private let({ ue: description, gnb, registrationType, startsAt = 0 }: Registering, settings: RunSettings): void {
    const ue = new Ue(description, gnb, registrationType, settings);
    this.ues.set(description.id ?? '', { ue, startsAt });
    this.kernel.add(ue);
    this.kernel.begin(ue, startsAt);
  }

  private attack(forged: NonNullable<RunSettings['forgedReject']>): void {
    const attacker = new Attacker(forged, [...this.ues.values()].map(({ ue }) => ue.name));
    this.kernel.add(attacker);
    this.kernel.begin(attacker, forged.after);
  }
}
