import { Nrf } from '../../../src/modules/registration/domain/emulation/core/nrf.js';
import { Udm } from '../../../src/modules/registration/domain/emulation/core/udm.js';
import { kamf, resStar } from '../../../src/modules/registration/domain/emulation/keys.js';
import type { Machine } from '../../../src/modules/registration/domain/emulation/machine.js';
import type { Message } from '../../../src/modules/registration/domain/emulation/messages/message.js';
import { PLMN, SET1, SET2, SUPI } from './amf-bench.js';
import { ScriptedSurroundings } from './scripted-surroundings.js';
import { slices } from './ue-bench.js';

function ask(machine: Machine, name: string, elements: object): unknown {
  const surroundings = new ScriptedSurroundings();
  expect(machine.receive({ layer: 'sbi', name, elements, sender: 'AMF1', receiver: machine.name, channel: 3 } as Message, surroundings).disposition).toBe('ANSWERED');
  const [response, ...others] = surroundings.sent;
  expect([response?.name, response?.receiver, response?.channel, others]).toEqual([`${name} response`, 'AMF1', 3, []]);
  return response?.elements;
}

describe('a UDM', () => {
  const udm = () => new Udm([{ supi: SUPI, singleNssais: slices(1, 2), defaultSingleNssais: slices(2) }, { supi: 'imsi-46000', singleNssais: slices(3) }]);

  it('gives vectors that the UE can answer, each with a RAND of its own', () => {
    const machine = udm();
    const [first, second] = [1, 2].map(() => ask(machine, 'Nudm_UEAuthentication_Get', { supi: SUPI, servingNetworkName: '5G:mnc000.mcc460.3gppnetwork.org' }) as { rand: string });
    expect(first).toEqual({ status: 200, rand: first!.rand, xresStar: resStar(SUPI, first!.rand), key: kamf(SUPI, first!.rand) });
    expect(first!.rand).toMatch(/^[0-9a-f]{32}$/);
    expect(second!.rand).not.toBe(first!.rand);
  });

  it('gives the slices; all are default slices if none are named', () => {
    expect(ask(udm(), 'Nudm_SDM_Get', { supi: SUPI })).toEqual({ status: 200, singleNssais: slices(1, 2), defaultSingleNssais: slices(2) });
    expect(ask(udm(), 'Nudm_SDM_Get', { supi: 'imsi-46000' })).toEqual({ status: 200, singleNssais: slices(3), defaultSingleNssais: slices(3) });
  });

  it.each(['Nudm_UEAuthentication_Get', 'Nudm_SDM_Get'])('knows no other subscribers: %s', (name) => {
    expect(ask(udm(), name, { supi: 'imsi-00000' })).toEqual({ status: 404, cause: 'USER_NOT_FOUND' });
  });
});

describe('an NRF', () => {
  const amf = (name: string, amfId: string, amfSet: string, capacity = 255) => ({ amf: name, amfId, amfSet, capacity });
  const ALL = [amf('AMF4', '010042', SET1, 10), amf('AMF2', '010043', SET1), amf('AMF1', '010041', SET1), amf('AMF3', '0100A1', SET2)];
  const find = (elements: object) => (ask(new Nrf(PLMN, ALL), 'Nnrf_NFDiscovery', { 'target-nf-type': 'AMF', ...elements }) as { nfInstances: { amf: string }[] }).nfInstances.map(({ amf: found }) => found);

  it('finds the AMFs of a set, by capacity and then by amfId', () => {
    expect(find({ 'amf-region-id': '01', 'amf-set-id': '001' })).toEqual(['AMF1', 'AMF2', 'AMF4']);
    expect(find({ 'amf-set-id': '002' })).toEqual(['AMF3']);
    expect(find({ 'amf-region-id': '01', 'amf-set-id': '003' })).toEqual([]);
    expect(find({ 'amf-region-id': '02', 'amf-set-id': '001' })).toEqual([]);
  });

  it('finds the AMF with a GUAMI, of its PLMN only', () => {
    expect(find({ guami: { plmnId: PLMN, amfId: '0100a1' } })).toEqual(['AMF3']);
    expect(find({ guami: { plmnId: { mcc: '460', mnc: '01' }, amfId: '0100a1' } })).toEqual([]);
    expect(find({ guami: { plmnId: PLMN, amfId: '010044' } })).toEqual([]);
  });

  it('finds all', () => {
    expect(find({})).toHaveLength(4);
  });
});
