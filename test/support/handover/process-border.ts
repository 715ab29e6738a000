import { peersOf } from '../peers.js';
import { SwitchedLine } from '../switched-line.js';
import { Site } from './site.js';

export type Side = 'a' | 'b';

const PLMN = { mcc: '001', mnc: '01' };
const position = { latitude: 43.7351, longitude: 7.4212 };
const carrier = { transmitPower: 43, carrierFrequency: 1800, bandwidth: 100 };
const STATIONS = { a: { id: 'quay', nodeId: '0010a', ip: '192.0.2.65' }, b: { id: 'pier', nodeId: '0010b', ip: '192.0.2.66' } };
const SIDES: readonly Side[] = ['a', 'b'];

/** Two eNBs, whose UEs live by what is told of them; time passes by steps only. */
const SCENARIO = {
  name: 'a border',
  clock: { mode: 'STEPPED' },
  baseStations: SIDES.map((side) => STATIONS[side]).map(({ id, nodeId, ip }) => ({ id, type: 'ENB', plmn: PLMN, nodeId, position, transportAddress: ip, dataPlane: { ipAddress: ip, port: 2152 } })),
  cells: SIDES.map((side) => STATIONS[side]).map(({ id, nodeId }) => ({ id, baseStation: id, ecgi: { plmn: PLMN, cellId: `${nodeId}01` }, ...carrier })),
  ues: [],
};

export const cellOf = (side: Side): string => STATIONS[side].id;

/**
 * Three processes: one hosts the radio network, and two platforms follow it, each with one of its base stations, and hand UEs over to each
 * other. The lines on which they hear of the network can be cut, and that on which platform b speaks to platform a.
 */
export class ProcessBorder {
  private constructor(
    readonly network: Site,
    readonly sites: Readonly<Record<Side, Site>>,
    readonly lines: Readonly<Record<'feedOfA' | 'feedOfB' | 'mp3ToA', SwitchedLine>>,
    private readonly mp3Port: number,
  ) {}

  static async open(): Promise<ProcessBorder> {
    const network = await Site.at({ MEC_PLATFORM_ID: 'mep-network' });
    await network.start();
    await network.send('PUT', '/ran/v1/scenario', SCENARIO);
    const [feedOfA, feedOfB, mp3ToA] = await Promise.all([SwitchedLine.lay(), SwitchedLine.lay(), SwitchedLine.lay()]);
    const baseStations = { 'mep-a': ['enb-001-01-0010a'], 'mep-b': ['enb-001-01-0010b'] };
    const peers = await peersOf(['mep-a', 'mep-b'], { baseStations, portFor: (_from, to, port) => (to === 'mep-a' ? mp3ToA.port : port) });
    const platform = (side: Side, feed: SwitchedLine) =>
      Site.at({ ...peers[`mep-${side}`].environment, MEC_RAN_FEED: `http://127.0.0.1:${feed.port}/ran/v1`, MEC_BASE_STATIONS: cellOf(side), MEC_HANDOVER_FORWARD: 'on' });
    const sites = { a: await platform('a', feedOfA), b: await platform('b', feedOfB) };
    const border = new ProcessBorder(network, sites, { feedOfA, feedOfB, mp3ToA }, peers['mep-a'].port);
    border.mend();
    await Promise.all(SIDES.map((side) => border.sites[side].start()));
    return border;
  }

  /** All lines are as they should be. */
  mend(): void {
    this.lines.feedOfA.to(this.network.port);
    this.lines.feedOfB.to(this.network.port);
    this.lines.mp3ToA.to(this.mp3Port);
  }

  get errorLog(): string[] {
    return SIDES.flatMap((side) => this.sites[side].errorLog);
  }
}
