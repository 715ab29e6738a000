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

export interface DataPlaneChange {
  /** Rules that are new, or replace those of the same key. */
  put: SteeredRule[];
  /** Keys of rules that no longer take effect; unknown ones are passed over. */
  remove: string[];
}

/** Makes packets follow traffic rules (MEC 011, 7.1.2.2). docs/data-plane.md tells what each attribute does. */
export abstract class DataPlane {
  /** False if rules are a record only. */
  abstract readonly enforces: boolean;

  /** @throws Problem 422 naming attribute and reason, if this driver can never carry out the rule */
  abstract check(rule: TrafficRule): void;

  /**
   * Re-creates everything from these rules in one transaction, whatever the host held before. A rule that cannot be carried
   * out is passed over with a warning in the log, and then `holds` says so.
   * @throws ConfigurationError with a sentence per fault, if the host lacks what the driver needs
   */
  abstract start(rules: SteeredRule[]): Promise<void>;

  /**
   * All or nothing. When it resolves the host does so, established flows included. Calls are served one after another.
   * @throws Problem 422 if a rule cannot be carried out, alone or together with the others; 503 if the host refuses; nothing has changed then
   */
  abstract change(change: DataPlaneChange): Promise<void>;

  /** Whether the rule of this key takes effect. */
  abstract holds(key: string): boolean;
}
