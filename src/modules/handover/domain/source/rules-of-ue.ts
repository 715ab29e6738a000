import { Injectable } from '@nestjs/common';
import { type AppRule, RuleMoves, type TrafficRuleAttributes, TrafficRules } from '../../../app-rules/index.js';
import { Rni } from '../ports/rni.js';
import type { LocalRule } from '../rules/transferred-rule.js';
import { isRuleOfUe, type UeTraffic } from '../rules/ue-rules.js';
import type { AssociateId, TransferredBearer } from '../types.js';

type Rule = AppRule<TrafficRuleAttributes>;

const IPV4_ADDRESS = 1;
const IPV6_ADDRESS = 2;

const addressesOf = (ue: readonly AssociateId[]): string[] => ue.filter(({ type }) => type === IPV4_ADDRESS || type === IPV6_ADDRESS).map(({ value }) => value);

const lower = (one: string, other: string): number => Number(one > other) - Number(one < other);

/** The rules of a UE that this platform has in effect, or would have if they were ACTIVE. */
@Injectable()
export class RulesOfUe {
  constructor(
    private readonly rules: TrafficRules,
    private readonly moves: RuleMoves,
    private readonly rni: Rni,
  ) {}

  /**
   * In an order that stays the same.
   * @param bearers those of the UE; if they are not given the RNIS is asked, but only if there are rules for tunnels
   * @throws Error if the RNIS has to be asked and does not answer
   */
  async of(ue: readonly AssociateId[], bearers?: readonly TransferredBearer[]): Promise<LocalRule[]> {
    const addresses = addressesOf(ue);
    const tunnels = this.held(this.rules.ofTunnels());
    const candidates = [...new Set([...this.held(this.rules.ofAddresses(addresses)), ...tunnels])];
    if (!candidates.length) return [];
    const traffic = tunnels.length ? await this.withTunnels(ue, addresses, tunnels, bearers) : { addresses, bearers: [], bearersOfOthers: [] };
    return candidates
      .filter(({ attributes }) => isRuleOfUe(attributes.trafficFilter, traffic))
      .map(({ appInstanceId, ruleId, attributes }) => ({ appInstanceId, trafficRuleId: ruleId, attributes }))
      .sort((one, other) => lower(one.appInstanceId, other.appInstanceId) || lower(one.trafficRuleId, other.trafficRuleId));
  }

  /** Those that are still here: what was found out before it was the UE's turn can have gone meanwhile. */
  stillHere(rules: readonly LocalRule[]): LocalRule[] {
    return rules.filter(({ appInstanceId, trafficRuleId }) => this.rules.find(appInstanceId, trafficRuleId) && !this.moves.isWithheld({ appInstanceId, trafficRuleId }));
  }

  /** What is withheld is in effect elsewhere. */
  private held(rules: readonly Rule[]): Rule[] {
    return rules.filter(({ appInstanceId, ruleId }) => !this.moves.isWithheld({ appInstanceId, trafficRuleId: ruleId }));
  }

  private async withTunnels(ue: readonly AssociateId[], addresses: string[], tunnels: readonly Rule[], given?: readonly TransferredBearer[]): Promise<UeTraffic> {
    const bearers = given ?? (await this.rni.context(ue))?.bearers ?? [];
    const alone = { addresses, bearers, bearersOfOthers: [] };
    if (!bearers.length || !tunnels.some(({ attributes }) => isRuleOfUe(attributes.trafficFilter, alone))) return alone;
    return { ...alone, bearersOfOthers: await this.rni.bearersOfOthers(ue) };
  }
}
