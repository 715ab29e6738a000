import type { TrafficRule } from '../app-support-factories.js';
import { eventually } from '../eventually.js';
import type { RadioEvent, Ue } from '../rni/radio.js';
import type { Coast, MemberId } from './coast.js';
import { type MepHandover, ruleFor } from './member.js';

export type HoStatus = Extract<RadioEvent, { kind: 'HANDOVER' }>['hoStatus'];

/** A UE and its rules, wherever they are. */
export class Traveller {
  constructor(
    private readonly coast: Coast,
    readonly ue: Ue & Required<Pick<Ue, 'associateId' | 'tempUeId'>>,
    /** Instance of its application at home. */
    readonly application: string,
  ) {}

  get address(): string {
    return this.ue.associateId[0]!.value;
  }

  /** The id of its first rule. */
  get ruleId(): string {
    return `camera-${this.ue.id}`;
  }

  addRule(trafficRuleId = this.ruleId, changes: Partial<TrafficRule> = {}): Promise<void> {
    return this.coast.home.addRule(this.application, trafficRuleId, ruleFor(this.address, changes));
  }

  replaceRule(changes: Partial<TrafficRule>, trafficRuleId = this.ruleId): Promise<void> {
    return this.coast.home.replaceRule(this.application, trafficRuleId, ruleFor(this.address, changes));
  }

  /** The radio network tells of a handover of the UE. */
  async handover(hoStatus: HoStatus, sourceCell: string, ...targetCells: string[]): Promise<void> {
    await this.coast.radio.tell({ kind: 'HANDOVER', ue: this.ue.id, sourceCell, targetCells, hoStatus });
  }

  /** It is somewhere else, or nowhere, and nobody says how it came there. */
  async appears(servingCell: string | undefined): Promise<void> {
    await this.coast.radio.tell({ kind: 'UE_STATE', state: { ue: this.ue.id, attached: servingCell !== undefined, ...(servingCell !== undefined && { servingCell }) } });
  }

  /** From cell to cell as the radio network does it, with time for each step. */
  async moves(from: string, to: string): Promise<void> {
    for (const hoStatus of [1, 2, 3] as const) {
      await this.handover(hoStatus, from, to);
      await this.coast.radio.passTime(100);
    }
  }

  /** Its handovers at a platform, oldest first, those included that a platform knows by a message only. */
  async handovers(member: MemberId): Promise<MepHandover[]> {
    const lists = await Promise.all(this.coast.all.map((each) => each.handovers()));
    const mine = new Set(lists.flat().filter(({ ue }) => ue?.associateId.some(({ value }) => value === this.address)).map(({ handoverId }) => handoverId));
    return lists[this.coast.all.indexOf(this.coast.at(member))]!.filter(({ handoverId }) => mine.has(handoverId));
  }

  /** State and reason of each, with its direction. */
  async states(member: MemberId): Promise<string[]> {
    return (await this.handovers(member)).map(({ role, state, reason }) => [role === 'SOURCE' ? 'out' : 'in', state, reason].filter(Boolean).join(' '));
  }

  /** Its rules, as applications see them. */
  async rules(): Promise<string[]> {
    const lists = await Promise.all(this.coast.all.map(async (each) => (await each.rulesOf(this.address)).map(({ trafficRuleId, state }) => `${each.id} ${trafficRuleId} ${state}`)));
    return lists.flat().sort();
  }

  /** The platforms at which its rules are in effect. */
  async owners(): Promise<string[]> {
    return [...new Set((await this.rules()).filter((rule) => rule.endsWith(' ACTIVE')).map((rule) => rule.split(' ')[0]!))];
  }

  /** The same in this very moment, as the platforms have them in memory. */
  ownersNow(): string[] {
    return this.coast.all.filter((member) => member.hasInEffect(this.address)).map(({ id }) => id);
  }

  /** Time passes until its handovers are in these states. @param pace milliseconds for each look */
  async become(expected: Partial<Record<MemberId, string[]>>, pace?: number): Promise<void> {
    const members = Object.keys(expected) as MemberId[];
    await this.coast.until(async () => {
      const present = Object.fromEntries(await Promise.all(members.map(async (member) => [member, await this.states(member)] as const)));
      expect(present).toEqual(expected);
    }, pace);
  }

  /** Its rules are in effect at one platform only, and everything has ended. */
  async restsAt(owner: MemberId, pace?: number): Promise<void> {
    await this.coast.until(async () => {
      expect(await this.owners()).toEqual([owner]);
      const states = await Promise.all(this.coast.all.map(({ id }) => this.states(id as MemberId)));
      expect(states.flat().filter((state) => !/COMPLETED|UNNEEDED|SUPERSEDED|CANCELLED|FAILED|REJECTED/.test(state))).toEqual([]);
    }, pace);
  }

  /** The platforms know where it is. */
  async isAt(member: MemberId): Promise<void> {
    const path = `/rni/v2/queries/ue_context?ue_ipv4_address=${this.address}`;
    await eventually(() => Promise.all(this.coast.all.map(({ id, api }) => api.get(path).expect(id === member ? 200 : 404))));
  }
}
