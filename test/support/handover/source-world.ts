import { Mp3 } from '../../../src/modules/handover/domain/ports/mp3.js';
import { Rni } from '../../../src/modules/handover/domain/ports/rni.js';
import { Guests } from '../../../src/modules/handover/domain/record/guests.js';
import type { RuleHome } from '../../../src/modules/handover/domain/rules/transferred-rule.js';
import { SourceSide } from '../../../src/modules/handover/domain/source/source-side.js';
import { type TrafficRuleAttributes, TrafficRules } from '../../../src/modules/app-rules/index.js';
import type { components } from '../../../src/generated/handover.js';
import { CertificateAuthority } from '../certificates.js';
import { eventually } from '../eventually.js';
import { peersOf } from '../peers.js';
import type { Radio, RadioEvent } from '../rni/radio.js';
import { buildHarbour, ecgi, nrcgi, PLMN } from '../rni/harbour.js';
import { RniWorld } from '../rni/rni-world.js';
import { PeerDouble } from './peer-double.js';

type MepHandover = components['schemas']['MepHandover'];
type HoStatus = Extract<RadioEvent, { kind: 'HANDOVER' }>['hoStatus'];

const everywhere = { strict: false };

export const PIER_STATION = 'enb-001-01-0010b';
export const BUOY_STATION = 'gnb-001-01-0a1b2d';
export const CRANE_STATION = 'enb-001-01-0010c';

const position = { latitude: 43.7351, longitude: 7.4212 };
const carrier = { transmitPower: 43, carrierFrequency: 1800, bandwidth: 100 };
const enb = (id: string, nodeId: string) => ({ id, type: 'ENB' as const, plmn: PLMN, nodeId, position });

/** Where the harbour goes on: the crane is mep-c's, the island nobody's, the buoy a gNB of mep-b. */
export async function buildSurroundings(network: Radio): Promise<void> {
  for (const [id, nodeId] of [['crane', '0010c'], ['island', '0010d']] as const) {
    await network.addBaseStation(enb(id, nodeId));
    await network.addCell({ id, baseStation: id, ecgi: ecgi(`${nodeId}01`), ...carrier });
  }
  await network.addBaseStation({ ...enb('buoy', '0a1b2d'), type: 'GNB' });
  await network.addCell({ id: 'buoy', baseStation: 'buoy', nrcgi: nrcgi('0a1b2d001'), ...carrier, carrierFrequency: 3500, bandwidth: 106, subcarrierSpacing: 30 });
}

const OTHERS = ['mep-b', 'mep-c'];

async function environmentWith(peers: readonly string[], authority: CertificateAuthority): Promise<Record<string, string>> {
  const settings = await peersOf(['mep-a', ...peers], { baseStations: { 'mep-b': [PIER_STATION, BUOY_STATION], 'mep-c': [CRANE_STATION] } }, authority);
  return { MEC_NOTIFY_TIMEOUT_MS: '60000', MEC_BASE_STATIONS: 'quay,mole', ...settings['mep-a']!.environment };
}

/** A platform at the quay and the mole, whose peers are doubles: mep-b at the pier and the buoy, mep-c at the crane. */
export class SourceWorld extends RniWorld {
  peer = new PeerDouble();
  application = '';
  private authority!: CertificateAuthority;
  private environment!: Record<string, string>;

  /** What all tests have in common. */
  async prepare(): Promise<void> {
    this.authority = await CertificateAuthority.create();
    this.environment = await environmentWith(OTHERS, this.authority);
  }

  async beginAtSource(): Promise<void> {
    this.peer = new PeerDouble();
    await this.begin({ environment: this.environment });
    this.peer.stand(this.platform.server.app.get(Mp3, everywhere));
    await buildHarbour(this.radio);
    await buildSurroundings(this.radio);
    await this.radio.stopTime();
    this.application = await this.startInstance();
    await this.addRule('camera', '10.45.0.11');
  }

  /** Another process on the same database. @param peers those that it has */
  async restartAtSource(peers: readonly string[] = OTHERS): Promise<void> {
    const { databaseUrl } = this.platform;
    await this.platform.stop();
    await this.begin({ clock: this.clock, environment: { ...(await environmentWith(peers, this.authority)), DATABASE_URL: databaseUrl } });
    this.peer.stand(this.platform.server.app.get(Mp3, everywhere));
  }

  get source(): SourceSide {
    return this.platform.server.app.get(SourceSide, everywhere);
  }

  /** What the platform asks of its own RNIS can fail, from now on or after some contexts. */
  get rni(): { breakDown(when?: { after: number }): void } {
    const rni = this.platform.server.app.get(Rni, everywhere);
    const context = rni.context.bind(rni);
    return {
      breakDown: ({ after } = { after: 0 }) => {
        let left = after;
        rni.context = (ue) => (left-- > 0 ? context(ue) : Promise.reject(new Error('The own RNIS does not answer.')));
      },
    };
  }

  get trafficRules(): TrafficRules {
    return this.platform.server.app.get(TrafficRules, everywhere);
  }

  async addRule(ruleId: string, srcAddress: string): Promise<void> {
    await this.trafficRules.create(this.application, ruleFor(srcAddress), ruleId);
  }

  /** A rule that another platform has handed over. */
  async addGuest(ruleId: string, srcAddress: string, home: RuleHome): Promise<void> {
    await this.addRule(ruleId, srcAddress);
    const guests = this.platform.server.app.get(Guests, everywhere);
    await this.unitOfWork.run((transaction) => guests.write(transaction, { ...home, appInstanceId: this.application, trafficRuleId: ruleId }));
  }

  async replaceRule(ruleId: string, srcAddress: string, priority: number): Promise<void> {
    await this.trafficRules.replace(this.application, ruleId, () => ({ ...ruleFor(srcAddress), priority }), () => undefined);
  }

  async removeRule(ruleId: string): Promise<void> {
    await this.trafficRules.remove(this.application, ruleId, () => undefined);
  }

  /** ACTIVE or INACTIVE, in effect. */
  stateOfRule(ruleId: string): string {
    return this.trafficRules.stateOf(this.trafficRules.get(this.application, ruleId));
  }

  /** The radio network tells of a handover of the car. */
  async handover(hoStatus: HoStatus, sourceCell: string, targetCells: string | string[], ue = 'car'): Promise<void> {
    await this.radio.tell({ kind: 'HANDOVER', ue, sourceCell, targetCells: [targetCells].flat(), hoStatus });
  }

  /** Oldest first. */
  async handovers(): Promise<MepHandover[]> {
    const { body } = await this.api.get('/handover/v1/handovers').expect(200);
    return (body as MepHandover[]).reverse();
  }

  /** State and reason of all, oldest first. */
  async states(): Promise<string[]> {
    return (await this.handovers()).map(({ state, reason }) => (reason === undefined ? state : `${state} ${reason}`));
  }

  /** Waits until the handovers are in these states, and answers them. */
  async become(...states: string[]): Promise<MepHandover[]> {
    await eventually(async () => expect(await this.states()).toEqual(states));
    return this.handovers();
  }

  /** Waits for them while time passes. @param pace milliseconds of each step */
  async becomeInTime(states: string[], pace = 1000): Promise<MepHandover[]> {
    await this.passTimeUntil(async () => expect(await this.states()).toEqual(states), pace);
    return this.handovers();
  }

  /** What has been told to the platform has had its effect, also if it has none. */
  async settle(): Promise<void> {
    await eventually(async () => expect(await this.counts()).toMatchObject({ pending: 0 }));
  }

  complete(handoverId: string, epoch: number): Promise<unknown> {
    const end = { ipAddress: '192.0.2.66', port: 2152 };
    const bearer = { baseStation: PIER_STATION, ...end, dataPlane: end, bearers: [] };
    return this.source.confirm(handoverId, 'mep-b', { targetPlatformId: 'mep-b', epoch, activatedAt: new Date(this.clock.now()).toISOString(), attachToActive: 8000, bearer });
  }
}

export const ruleFor = (srcAddress: string): TrafficRuleAttributes => ({
  filterType: 'FLOW', priority: 10, trafficFilter: [{ srcAddress: [srcAddress] }], action: 'DROP', state: 'ACTIVE',
});

/** For each test of the `describe` that calls this. */
export function useSource(): SourceWorld {
  const world = new SourceWorld();
  beforeAll(() => world.prepare());
  beforeEach(() => world.beginAtSource());
  return world;
}
