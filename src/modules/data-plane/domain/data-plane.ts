import type { components } from '../../../generated/mec011-app-support.js';

type Schemas = components['schemas'];

/** The data types of MEC 011, 7.1, as the document defines them. */
export type TrafficRule = Omit<Schemas['TrafficRule'], 'trafficRuleId'>;
export type TrafficFilter = Schemas['TrafficFilter'];
export type DestinationInterface = Schemas['DestinationInterface'];

/** A traffic rule that is to take effect. */
export interface SteeredRule {
  /** Opaque and unique. */
  key: string;
  /** Order of creation: of two rules of equal priority the one with the lower number counts. */
  order: number;
  rule: TrafficRule;
}

/**
 * Packets of a UE that no rule wants go on to another host, which serves the UE still: those that come from it, unchanged but for their time to live.
 * If several name one UE, the last that was put counts.
 */
export interface Forward {
  /** Opaque and unique among forwards. */
  key: string;
  /** IP address of the UE. */
  address: string;
  /** IP address of the next hop, of the same version; no gateway may be on the way to it (`canForward`). */
  to: string;
}

export interface ForwardChange {
  /** Those that are new, or replace those of the same key. */
  put?: readonly Forward[];
  /** Keys of those that end; unknown ones are passed over. */
  remove?: readonly string[];
}

export interface DataPlaneChange {
  /** Rules that are new, or replace those of the same key. */
  put: SteeredRule[];
  /** Keys of rules that no longer take effect; unknown ones are passed over. */
  remove: string[];
  /** Keys of those put that come with their UE from another host: no connection of the UE can rightly have begun here before. It is not remembered. */
  arriving?: readonly string[];
  forwards?: ForwardChange;
}

/** Makes packets follow traffic rules (MEC 011, 7.1.2.2). docs/data-plane.md tells what each attribute does. */
export abstract class DataPlane {
  /** False if rules are a record only. */
  abstract readonly enforces: boolean;

  /** @throws Problem 422 naming attribute and reason, if this driver can never carry out the rule */
  abstract check(rule: TrafficRule): void;

  /**
   * Re-creates everything from these rules and forwards in one transaction, whatever the host held before. One that cannot be carried
   * out is passed over with a warning in the log, and then `holds` or `forwards` says so.
   * @throws ConfigurationError with a sentence per fault, if the host lacks what the driver needs
   */
  abstract start(rules: SteeredRule[], forwards?: readonly Forward[]): Promise<void>;

  /**
   * All or nothing. When it resolves the host does so, established flows included. Calls are served one after another.
   * @throws Problem 422 if a rule or forward cannot be carried out, alone or together with the others; 503 if the host refuses; nothing has changed then
   */
  abstract change(change: DataPlaneChange): Promise<void>;

  /** Whether the rule of this key takes effect. */
  abstract holds(key: string): boolean;

  /** Whether the forward of this key takes effect. */
  abstract forwards(key: string): boolean;

  /** Whether packets can be handed to this host directly, without a gateway on the way. */
  abstract canForward(to: string): Promise<boolean>;
}
