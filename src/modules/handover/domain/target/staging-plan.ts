import { Injectable } from '@nestjs/common';
import { RuleMoves, type TrafficRuleAttributes, TrafficRules } from '../../../app-rules/index.js';
import { invalid, Problem } from '../../../common/problem/index.js';
import { PlatformIdentity } from '../../../platform/index.js';
import { type FoundApplication, OwnApplications } from '../applications/own-applications.js';
import type { Guest } from '../ports/guest-repository.js';
import { Guests } from '../record/guests.js';
import type { HandedRule } from '../record/handover.js';
import { refusal } from '../refusals.js';
import { withOwnAddresses, withOwnBearers } from '../rules/adapted-rule.js';
import { ruleText } from '../rules/canonical-transfer.js';
import { guestRuleId } from '../rules/guest-rules.js';
import type { HandoverTransfer, RuleApplication, TransferredBearer, TransferredRule } from '../types.js';

/** A rule that is to be recorded here, withheld. */
interface GuestDraft extends Guest {
  attributes: TrafficRuleAttributes;
}

/** What has to be recorded so that all rules of a transfer are here. */
export interface StagingPlan {
  rules: HandedRule[];
  drafts: GuestDraft[];
  /** Withheld rules of the same homes that are out of date. */
  outdated: Guest[];
}

/** How rules that come from elsewhere are taken: which are here already, and under which ids the others fit in. */
@Injectable()
export class StagingPlans {
  constructor(
    private readonly trafficRules: TrafficRules,
    private readonly moves: RuleMoves,
    private readonly guests: Guests,
    private readonly applications: OwnApplications,
    private readonly identity: PlatformIdentity,
  ) {}

  /**
   * @param bearers those of the UE at this platform, once they are known
   * @throws Problem 400 or 422 if one of the rules cannot be taken
   */
  async planFor({ rules, bearers: atSource }: HandoverTransfer, bearers: readonly TransferredBearer[] = []): Promise<StagingPlan> {
    const plan: StagingPlan = { rules: [], drafts: [], outdated: [] };
    const find = this.finder();
    for (const [index, rule] of rules.entries()) {
      if (rule.homePlatformId === this.identity.id) this.takeHome(rule, index, plan);
      else this.takeGuest({ ...rule, rule: withOwnBearers(rule.rule, atSource, bearers) }, index, await find(rule.application), plan);
    }
    return plan;
  }

  /** The many rules of one application ask for it once. */
  private finder(): (application: RuleApplication) => Promise<FoundApplication | undefined> {
    const asked = new Map<string, Promise<FoundApplication | undefined>>();
    return ({ appName, appDId }) => {
      const key = JSON.stringify([appName, appDId]);
      const found = asked.get(key) ?? this.applications.find({ appName, ...(appDId !== undefined && { appDId }) });
      asked.set(key, found);
      return found;
    };
  }

  /** Our own rule comes back: it is here as we have it, unless it was removed meanwhile. */
  private takeHome({ homePlatformId, homeAppInstanceId, homeRuleId, application }: TransferredRule, index: number, plan: StagingPlan): void {
    if (!this.trafficRules.find(homeAppInstanceId, homeRuleId)) return;
    if (!this.applications.isRunning(homeAppInstanceId)) throw missing(application.appName, index);
    plan.rules.push({ homePlatformId, homeAppInstanceId, homeRuleId, appInstanceId: homeAppInstanceId, trafficRuleId: homeRuleId });
  }

  private takeGuest({ application, rule, ...home }: TransferredRule, index: number, own: FoundApplication | undefined, plan: StagingPlan): void {
    if (!own) throw missing(application.appName, index);
    const { appInstanceId, addresses } = own;
    const { homePlatformId, homeAppInstanceId, homeRuleId } = home;
    const adapted = withOwnAddresses(rule, application.addresses ?? [], addresses);
    const isSame = (guest: Guest) => guest.appInstanceId === appInstanceId && this.textOf(guest) === ruleText(adapted);
    const here = this.guests.of(home).filter((guest) => this.textOf(guest) !== undefined);
    const withheld = here.filter((guest) => this.moves.isWithheld(guest));
    const served = here.find((guest) => !withheld.includes(guest));
    const same = here.find(isSame);
    plan.outdated.push(...withheld.filter((guest) => guest !== same));
    const taken = { homePlatformId, homeAppInstanceId, homeRuleId, ...(served && served !== same && { replaces: keyOf(served) }) };
    if (same) return void plan.rules.push({ ...taken, ...keyOf(same) });
    const attributes = this.checked(adapted, index);
    const trafficRuleId = guestRuleId(home, (id) => this.isTaken(appInstanceId, id, plan));
    plan.rules.push({ ...taken, appInstanceId, trafficRuleId });
    plan.drafts.push({ homePlatformId, homeAppInstanceId, homeRuleId, appInstanceId, trafficRuleId, attributes });
  }

  /** An id of dots cannot stand in a URI. */
  private isTaken(appInstanceId: string, id: string, { drafts, outdated }: StagingPlan): boolean {
    const isIt = (rule: Guest) => rule.appInstanceId === appInstanceId && rule.trafficRuleId === id;
    return /^\.{1,2}$/.test(id) || drafts.some(isIt) || (this.trafficRules.find(appInstanceId, id) !== undefined && !outdated.some(isIt));
  }

  private textOf({ appInstanceId, trafficRuleId }: Guest): string | undefined {
    const found = this.trafficRules.find(appInstanceId, trafficRuleId);
    return found && ruleText(found.attributes);
  }

  private checked({ trafficRuleId: _atSource, ...rule }: TransferredRule['rule'], index: number): TrafficRuleAttributes {
    const attributes = { ...rule, state: rule.state ?? 'INACTIVE' };
    try {
      this.trafficRules.check(attributes);
    } catch (error) {
      throw placed(error, index);
    }
    return attributes;
  }
}

const keyOf = ({ appInstanceId, trafficRuleId }: Guest) => ({ appInstanceId, trafficRuleId });

const missing = (appName: string, index: number): Problem => refusal('APPLICATION_MISSING', `The body/rules/${index} belongs to the application ${appName}, which does not run here.`);

/** Says where in the transfer the rule stands. */
function placed(error: unknown, index: number): unknown {
  if (!(error instanceof Problem) || (error.status !== 400 && error.status !== 422)) return error;
  const place = `/rules/${index}/rule`;
  const detail = error.detail.replace(/^The body/, `The body${place}`);
  if (error.status === 422) return refusal('RULE_IMPOSSIBLE', detail);
  return invalid(detail, error.faults.map((fault) => ({ ...fault, place: `${place}${fault.place}` })));
}
