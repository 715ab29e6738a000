import type { NetworkHost } from '../../src/modules/ran/index.js';
import type { OperatorAddress } from '../../src/modules/handover/domain/addresses/address-entry.js';
import { AddressTable } from '../../src/modules/handover/domain/addresses/address-table.js';
import { PlatformFinder } from '../../src/modules/handover/domain/addresses/platform-finder.js';
import { AddressRepository } from '../../src/modules/handover/domain/ports/address-repository.js';
import { Orchestrator } from '../../src/modules/handover/domain/ports/orchestrator.js';
import { type Peer, Peers } from '../../src/modules/handover/domain/ports/peers.js';
import type { CellReference } from '../../src/modules/handover/domain/types.js';
import { OwnBaseStations } from '../../src/modules/orchestrator/index.js';

const plmn = { mcc: '001', mnc: '01' };
const eutran = (cellId: string): CellReference => ({ ecgi: { plmn, cellId } });
const nr = (nrCellId: string): CellReference => ({ nrcgi: { plmn, nrCellId } });

class ListedPeers extends Peers {
  constructor(private readonly peers: Peer[]) {
    super();
  }

  override all = () => this.peers;
  override get = (id: string) => this.peers.find(({ platformId }) => platformId === id);
}

class ListedAddresses extends AddressRepository {
  constructor(private readonly entries: OperatorAddress[]) {
    super();
  }

  override all = async () => this.entries;
  override among = async (ids: readonly string[]) => this.entries.filter(({ baseStation }) => ids.includes(baseStation));
  override changeAlone = unused;
  override read = unused;
  override put = unused;
  override remove = unused;
}

class AskedOrchestrator extends Orchestrator {
  readonly asked: string[] = [];

  constructor(private readonly platforms: Record<string, string> | undefined) {
    super();
  }

  override platformAt = async (baseStation: string) => {
    this.asked.push(baseStation);
    if (!this.platforms) throw new Error('The orchestrator does not answer.');
    return this.platforms[baseStation];
  };
}

async function unused(): Promise<never> {
  throw new Error('Whoever finds platforms changes nothing.');
}

/** A radio network with these base stations, all of them ours. */
const hostOf = (nodes: { type: 'ENB' | 'GNB'; nodeId: string }[]) =>
  ({
    isOurs: () => true,
    onChange: (listener: (hosted: object) => void) => listener({ network: { baseStations: () => nodes.map((node) => ({ ...node, id: node.nodeId, plmn })) } }),
  }) as unknown as NetworkHost;

interface Known {
  ours?: { type: 'ENB' | 'GNB'; nodeId: string }[];
  configured?: Record<string, string>;
  entered?: Record<string, string>;
  orchestrated?: Record<string, string> | 'silent';
}

function finderWith({ ours = [], configured = {}, entered = {}, orchestrated = {} }: Known) {
  const ids = ['mep-casino', 'mep-stadium', 'mep-airport'];
  const peers = new ListedPeers(ids.map((platformId) => ({ platformId, mp3Uri: `https://${platformId}/mp3/v1`, baseStations: Object.keys(configured).filter((id) => configured[id] === platformId) })));
  const addresses = new ListedAddresses(Object.entries(entered).map(([baseStation, platformId]) => ({ baseStation, platformId })));
  const orchestrator = new AskedOrchestrator(orchestrated === 'silent' ? undefined : orchestrated);
  const table = new AddressTable(addresses, peers, { run: unused });
  return { finder: new PlatformFinder(table, new OwnBaseStations(hostOf(ours)), orchestrator, peers), orchestrator };
}

describe('the platform at a cell', () => {
  const find = (known: Known, cell: CellReference, told?: string) => finderWith(known).finder.find(cell, told);
  const GNB = 'gnb-001-01-00000a';

  it.each<[string, Known, CellReference, string | undefined, unknown]>([
    ['is ours at our base station', { ours: [{ type: 'ENB', nodeId: '0000A' }] }, eutran('0000a01'), undefined, 'ours'],
    ['is ours at our base station, whatever the table says', { ours: [{ type: 'ENB', nodeId: '0000a' }], entered: { 'enb-001-01-0000a': 'mep-casino' } }, eutran('0000A01'), undefined, 'ours'],
    ['stands in MEC_MP3_PEERS', { configured: { 'enb-001-01-0000A': 'mep-casino' } }, eutran('0000a01'), undefined, { platformId: 'mep-casino', baseStation: 'enb-001-01-0000a' }],
    ['is the one that the operator has entered', { configured: { [GNB]: 'mep-casino' }, entered: { [GNB]: 'mep-stadium' } }, nr('00000A001'), undefined, { platformId: 'mep-stadium', baseStation: GNB }],
    ['has a gNB of six digits', { configured: { [GNB]: 'mep-casino' } }, nr('00000a123'), undefined, { platformId: 'mep-casino', baseStation: GNB }],
    ['has a gNB of seven digits', { configured: { [`${GNB}1`]: 'mep-casino' } }, nr('00000A123'), undefined, { platformId: 'mep-casino', baseStation: `${GNB}1` }],
    ['has a gNB of eight digits', { configured: { [`${GNB}12`]: 'mep-casino' } }, nr('00000a123'), undefined, { platformId: 'mep-casino', baseStation: `${GNB}12` }],
    ['has the longest gNB that is known', { configured: { [GNB]: 'mep-casino' }, entered: { [`${GNB}1`]: 'mep-stadium' } }, nr('00000a123'), undefined, { platformId: 'mep-stadium', baseStation: `${GNB}1` }],
    ['is ours at our gNB, if that is the longest', { ours: [{ type: 'GNB', nodeId: '00000a12' }], configured: { [GNB]: 'mep-casino' } }, nr('00000a123'), undefined, 'ours'],
    ['is not ours at a longer gNB of another', { ours: [{ type: 'GNB', nodeId: '00000a' }], configured: { [`${GNB}12`]: 'mep-casino' } }, nr('00000a123'), undefined, { platformId: 'mep-casino', baseStation: `${GNB}12` }],
    ['stands at the base station that was told', { configured: { [GNB]: 'mep-casino', [`${GNB}1`]: 'mep-stadium' } }, nr('00000a123'), 'gnb-001-01-00000A', { platformId: 'mep-casino', baseStation: GNB }],
    ['is ours at the base station that was told', { ours: [{ type: 'GNB', nodeId: '00000A' }], configured: { [`${GNB}1`]: 'mep-stadium' } }, nr('00000a123'), GNB, 'ours'],
    ['is known to the orchestrator', { orchestrated: { 'enb-001-01-0000a': 'mep-airport' } }, eutran('0000A01'), undefined, { platformId: 'mep-airport', baseStation: 'enb-001-01-0000a' }],
    ['is known to the orchestrator by the longest gNB', { orchestrated: { [GNB]: 'mep-casino', [`${GNB}12`]: 'mep-airport' } }, nr('00000a123'), undefined, { platformId: 'mep-airport', baseStation: `${GNB}12` }],
    ['is known to the orchestrator by the gNB that was told', { orchestrated: { [GNB]: 'mep-casino', [`${GNB}12`]: 'mep-airport' } }, nr('00000a123'), GNB, { platformId: 'mep-casino', baseStation: GNB }],
    ['is nobody if nobody knows it', {}, nr('00000a123'), undefined, undefined],
    ['is nobody at a base station of another PLMN', { configured: { 'enb-262-01-0000a': 'mep-casino' } }, eutran('0000a01'), undefined, undefined],
    ['is nobody if the orchestrator names one that is no peer', { orchestrated: { [GNB]: 'mep-elsewhere' } }, nr('00000a123'), undefined, undefined],
    ['is nobody if the operator has entered one that is no peer any more', { configured: { [GNB]: 'mep-casino' }, entered: { [GNB]: 'mep-elsewhere' }, orchestrated: { [GNB]: 'mep-casino' } }, nr('00000a123'), undefined, undefined],
  ])('%s', async (_case, known, cell, told, expected) => expect(await find(known, cell, told)).toEqual(expected));

  it('is asked for at the orchestrator only if the table does not know it', async () => {
    const { finder, orchestrator } = finderWith({ ours: [{ type: 'ENB', nodeId: '00001' }], configured: { [GNB]: 'mep-casino' }, orchestrated: 'silent' });
    await finder.find(eutran('0000101'));
    await finder.find(nr('00000a123'));
    expect(orchestrator.asked).toEqual([]);
    await expect(finder.find(nr('00000b123'))).rejects.toThrow('does not answer');
    expect(orchestrator.asked).toEqual(['gnb-001-01-00000b12', 'gnb-001-01-00000b1', 'gnb-001-01-00000b']);
  });
});
