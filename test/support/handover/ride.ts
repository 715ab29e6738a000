import { setTimeout as pause } from 'node:timers/promises';
import type { components } from '../../../src/generated/handover.js';
import { managedTrafficRulesOf } from '../mm5.js';
import { confirmReadyOf, READY, registrationOf, REGISTRATIONS } from '../app-support.js';
import { cellOf, type ProcessBorder, type Side } from './process-border.js';

type MepHandover = components['schemas']['MepHandover'];

const LOOK_EVERY_MS = 50;
const MOST_MS = 90_000;

const OVER: readonly string[] = ['COMPLETED', 'CANCELLED', 'FAILED', 'REJECTED', 'SUPERSEDED', 'UNNEEDED'];

const SIDES = [['a', 'b'], ['b', 'a']] as const;

interface Rule {
  trafficRuleId: string;
  state: 'ACTIVE' | 'INACTIVE';
  trafficFilter: { srcAddress: string[] }[];
}

let number = 0;

/** A UE at platform a, an application at both platforms, and a rule at a that leads the one to the other. */
export class Ride {
  private readonly name = `ride-${++number}`;
  private readonly address = `10.45.${number >> 8}.${number & 255}`;
  /** Whose deaths are part of the ride, so that nothing is waited for at it. */
  private readonly mortals = new Set<Side>();

  private constructor(readonly border: ProcessBorder) {}

  static async prepare(border: ProcessBorder): Promise<Ride> {
    const ride = new Ride(border);
    await Promise.all([ride.addUe(), ride.runApplication('a'), ride.runApplication('b')]);
    await ride.addRule();
    return ride;
  }

  mayDie(...sides: Side[]): void {
    for (const side of sides) this.mortals.add(side);
  }

  /** The radio network tells of a handover of the UE from a to b. */
  async tell(hoStatus: 1 | 2 | 3 | 4 | 5): Promise<void> {
    await this.radio({ kind: 'HANDOVER', ue: this.name, sourceCell: cellOf('a'), targetCells: [cellOf('b')], hoStatus });
  }

  /** The application at b ends. */
  async endApplication(): Promise<void> {
    await this.border.sites.b.send('DELETE', registrationOf(this.name));
  }

  /** Waits for a state of the newest handover of the UE at a platform; for nothing if one has died that may. */
  async until(...wanted: [side: Side, state: MepHandover['state']][]): Promise<void> {
    await this.wait(
      async () => (await Promise.all(wanted.map(async ([side, state]) => (await this.handoversAt(side)).at(0)?.state === state))).every(Boolean),
      () => [...this.mortals].some((side) => !this.border.sites[side].running),
    );
  }

  /** The rules are staged at b, and packets of the UE go from there to a. */
  async untilStaged(): Promise<void> {
    await this.until(['a', 'TRANSFERRED'], ['b', 'STAGED']);
  }

  /** Everything is over at both; the rule is ACTIVE at one platform, and was kept as it was. */
  async end(owner: Side, revive: () => Promise<void> = () => Promise.resolve()): Promise<void> {
    await this.wait(async () => {
      await revive();
      return (await this.faults(owner)).length === 0;
    }, () => false).catch(async (error: unknown) => {
      throw new Error((await this.faults(owner)).join('\n'), { cause: error });
    });
  }

  /** Of its rules at a platform. */
  async statesAt(side: Side): Promise<Rule['state'][]> {
    return (await this.rulesAt(side)).map(({ state }) => state);
  }

  /** What is not as it has to be in the end. */
  private async faults(owner: Side): Promise<string[]> {
    const faults = await this.faultsOfRules(owner);
    // The lists are long.
    return faults.length ? faults : this.faultsOfHandovers();
  }

  private async faultsOfRules(owner: Side): Promise<string[]> {
    const rules = { a: await this.rulesAt('a'), b: await this.rulesAt('b') };
    const active = SIDES.flatMap(([side]) => rules[side].filter(({ state }) => state === 'ACTIVE').map(({ trafficFilter }) => `${side} ${trafficFilter[0]!.srcAddress[0]}`));
    const faults = active.join() === `${owner} ${this.address}` ? [] : [`ACTIVE are the rules of ${active.join(', ') || 'nobody'}, not of ${owner} ${this.address}.`];
    if (rules.a.length !== 1 || rules.b.length !== (owner === 'b' ? 1 : 0)) faults.push(`There are ${rules.a.length} rules at a and ${rules.b.length} at b.`);
    return faults;
  }

  /** Each platform knows the handovers of the other, unless it has refused them, with the same epoch. A cancellation that has come before its transfer names no UE. */
  private async faultsOfHandovers(): Promise<string[]> {
    const all = { a: await this.allAt('a'), b: await this.allAt('b') };
    return SIDES.flatMap(([side, other]) =>
      all[side].filter((handover) => this.isOfUe(handover)).flatMap(({ handoverId, role, state, reason, epoch }) => {
        if (!OVER.includes(state)) return [`A handover is ${state} at its ${role}.`];
        const known = all[other].find((one) => one.handoverId === handoverId);
        const isRefused = epoch === undefined || reason === 'APPLICATION_MISSING';
        return isRefused || known?.epoch === epoch ? [] : [`A handover, ${state}, has the epoch ${epoch} at ${side}, and ${known?.epoch} at ${other}.`];
      }),
    );
  }

  private async wait(isDone: () => Promise<boolean>, isInVain: () => boolean): Promise<void> {
    let failure: unknown;
    for (const end = Date.now() + MOST_MS; !isInVain(); await pause(LOOK_EVERY_MS)) {
      try {
        if (await isDone()) return;
      } catch (error) {
        failure = error;
      }
      if (Date.now() > end) throw new Error(`${this.name} has come to nothing.`, { cause: failure });
    }
  }

  private async addUe(): Promise<void> {
    const associateId = [{ type: 1, value: this.address }];
    await this.border.network.send('POST', '/ran/v1/ues', { id: this.name, associateId, mobility: { model: 'EXTERNAL' }, bearers: [{ erabId: 5, qci: 9, offeredDl: 0, offeredUl: 0 }] });
    await this.radio({ kind: 'UE_STATE', state: { ue: this.name, attached: true, servingCell: cellOf('a') } });
  }

  private async radio(event: object): Promise<void> {
    await this.border.network.send('POST', '/ran/v1/events', [event]);
  }

  private async runApplication(side: Side): Promise<void> {
    const site = this.border.sites[side];
    await site.send('POST', REGISTRATIONS, { appName: this.name, appInstanceId: this.name, endpoint: { uris: ['http://192.0.2.10:8085/'] } });
    await site.send('POST', confirmReadyOf(this.name), READY);
  }

  private async addRule(): Promise<void> {
    await this.border.sites.a.send('POST', managedTrafficRulesOf(this.name), {
      trafficRuleId: 'camera', filterType: 'FLOW', priority: 10, state: 'ACTIVE', trafficFilter: [{ srcAddress: [this.address] }], action: 'DROP',
    });
  }

  /** Newest first. */
  private async handoversAt(side: Side): Promise<MepHandover[]> {
    return (await this.allAt(side)).filter((handover) => this.isOfUe(handover));
  }

  private async allAt(side: Side): Promise<MepHandover[]> {
    return (await this.border.sites[side].send('GET', '/handover/v1/handovers')).body as MepHandover[];
  }

  private isOfUe({ ue }: MepHandover): boolean {
    return ue?.associateId.some(({ value }) => value === this.address) ?? false;
  }

  private async rulesAt(side: Side): Promise<Rule[]> {
    const { status, body } = await this.border.sites[side].send('GET', managedTrafficRulesOf(this.name));
    return status === 404 ? [] : (body as Rule[]);
  }
}
