import { setTimeout as pause } from 'node:timers/promises';
import { cleanUp } from '../clean-up.js';
import { eventually } from '../eventually.js';
import { whilePassing } from '../in-time.js';
import { peersOf } from '../peers.js';
import type { TestPlatform } from '../platform.js';
import { portOf } from '../ran-feed.js';
import { Radio } from '../rni/radio.js';
import { buildHarbour } from '../rni/harbour.js';
import { Member } from './member.js';
import { PeerProxy } from './peer-proxy.js';
import { buildSurroundings, BUOY_STATION, CRANE_STATION, PIER_STATION } from './source-world.js';
import { Traveller } from './traveller.js';

/** The first of them hosts the network, the others follow it. The island is nobody's. */
const CELLS = { 'mep-a': 'quay,mole', 'mep-b': 'pier,buoy', 'mep-c': 'crane' } as const;
const BASE_STATIONS = { 'mep-a': ['enb-001-01-0010a', 'gnb-001-01-0a1b2c'], 'mep-b': [PIER_STATION, BUOY_STATION], 'mep-c': [CRANE_STATION] };

export type MemberId = keyof typeof CELLS;

interface CoastOptions {
  members?: readonly MemberId[];
  /** Where it stands which platform has which base station; it is asked instead of a table. */
  orchestrator?: TestPlatform;
  environment?: Record<string, string>;
}

const bearers = [{ erabId: 5, qci: 9, offeredDl: 0, offeredUl: 0 }];

/** Platforms along a coast, each with a database and a clock of its own, that speak to each other through a proxy. UEs begin at the first. */
export class Coast {
  proxy!: PeerProxy;
  all: Member[] = [];
  private travellers = 0;

  async begin({ members = ['mep-a', 'mep-b'], orchestrator, environment = {} }: CoastOptions = {}): Promise<void> {
    this.proxy = await PeerProxy.between(members);
    const settings = await peersOf(members, { portFor: this.proxy.portFor, ...(!orchestrator && { baseStations: BASE_STATIONS }) });
    await this.proxy.connect(settings);
    this.all = [];
    for (const id of members) {
      const feed = this.all[0] && { MEC_RAN_FEED: `http://127.0.0.1:${portOf(this.home.platform)}/ran/v1` };
      const asked = orchestrator && { MEC_ORCHESTRATOR_URL: `http://127.0.0.1:${portOf(orchestrator)}/orchestrator/v1` };
      const member = new Member(id, { MEC_NOTIFY_TIMEOUT_MS: '60000', MEC_BASE_STATIONS: CELLS[id], ...settings[id].environment, ...feed, ...asked, ...environment });
      await member.start();
      this.all.push(member);
      if (!feed) await this.buildNetwork();
    }
  }

  /** Last first, since the others follow the first. */
  async end(): Promise<void> {
    for (const member of [...this.all].reverse()) await member.stop();
    await this.proxy.close();
  }

  /** The one where UEs begin. */
  get home(): Member {
    return this.all[0]!;
  }

  get radio(): Radio {
    return new Radio(this.home.api);
  }

  at(id: MemberId): Member {
    return this.all.find((member) => member.id === id)!;
  }

  /** A UE at a cell of the first platform, with one rule of an application that runs everywhere. */
  async traveller({ cell = 'quay', appName = `app-${this.travellers + 1}`, installedAt = this.all.map(({ id }) => id) }: { cell?: string; appName?: string; installedAt?: string[] } = {}): Promise<Traveller> {
    const number = ++this.travellers;
    const instances: string[] = [];
    for (const member of this.all) if (installedAt.includes(member.id)) instances.push(await member.install(appName));
    const ue = {
      id: `ue-${number}`,
      associateId: [{ type: 1 as const, value: `10.77.${number >> 8}.${number & 255}` }],
      tempUeId: { mmec: '4d', mtmsi: (0x5eed0000 + number).toString(16) },
      mobility: { model: 'EXTERNAL' as const },
      bearers,
    };
    const traveller = new Traveller(this, ue, instances[0]!);
    await this.radio.addUe(ue);
    await traveller.appears(cell);
    await traveller.addRule();
    await traveller.isAt('mep-a');
    for (const { api } of this.all) await eventually(() => api.get(`/ran/v1/ues/${ue.id}`).expect(200));
    return traveller;
  }

  /** Lets time pass everywhere. */
  async pass(milliseconds: number): Promise<void> {
    await Promise.all(this.all.map(({ clock }) => clock.advance(milliseconds)));
  }

  /** Lets time pass everywhere, in small steps, until a check passes. @param pace milliseconds of each step */
  async until<T>(check: () => T | Promise<T>, pace = 50): Promise<T> {
    return whilePassing((milliseconds) => this.pass(milliseconds), check, pace);
  }

  /** Lets so much time pass in steps, in which messages find their way, to see that nothing comes of it. */
  async watch(milliseconds: number, pace = 500): Promise<void> {
    for (let passed = 0; passed < milliseconds; passed += pace) {
      await this.pass(pace);
      do await pause(5); while (!this.proxy.isQuiet);
    }
  }

  /** Checks something again and again beside everything else. Answers how to end it. @throws there, what the check has thrown first */
  keepLooking(check: () => void): () => void {
    const failures: unknown[] = [];
    const look = () => {
      try {
        check();
      } catch (error) {
        failures.push(error);
      }
    };
    const looking = setInterval(look, 1);
    cleanUp(() => clearInterval(looking));
    return () => {
      clearInterval(looking);
      if (failures.length > 0) throw failures[0];
    };
  }

  private async buildNetwork(): Promise<void> {
    await buildHarbour(this.radio);
    await buildSurroundings(this.radio);
    await this.radio.stopTime();
  }
}

/** For all tests of the `describe` that calls this, each of which brings UEs of its own. */
export function useCoast(options: CoastOptions = {}): Coast {
  const coast = new Coast();
  beforeAll(() => coast.begin(options));
  afterEach(() => coast.proxy.calm());
  afterAll(() => coast.end());
  return coast;
}
