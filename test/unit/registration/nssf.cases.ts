import { Nssf } from '../../../src/modules/registration/domain/emulation/core/nssf.js';
import type { AuthorizedNetworkSliceInfo } from '../../../src/modules/registration/domain/emulation/messages/sbi.js';
import type { NssfPolicy, Snssai } from '../../../src/modules/registration/domain/types.js';
import { contains } from '../../../src/modules/registration/domain/snssai.js';
import { PLMN } from './amf-bench.js';
import { ScriptedSurroundings } from './scripted-surroundings.js';
import { slices } from './ue-bench.js';

const SETS = [
  { id: 'B', snssais: slices(3, 4, 5), amfs: ['AMF3'] },
  { id: 'A', snssais: slices(1, 2), amfs: ['AMF1', 'AMF2'] },
];

interface Asked {
  requested?: Snssai[];
  subscribed: Snssai[];
  defaults?: Snssai[];
  at?: Snssai[];
  from?: string;
  policy?: NssfPolicy;
}

function select({ requested, subscribed, defaults = subscribed, at = slices(1, 2, 3, 4, 5, 6), from = 'AMF3', policy }: Asked) {
  const surroundings = new ScriptedSurroundings();
  const nssf = new Nssf(SETS, [{ id: 'gNB2', snssais: at }], policy);
  const subscribedNssai = subscribed.map((subscribedSnssai) => ({ subscribedSnssai, defaultIndication: contains(defaults, subscribedSnssai) }));
  const asked = { ...(requested && { requestedNssai: requested }), subscribedNssai };
  const elements = { 'nf-type': 'AMF', 'nf-id': from, 'slice-info-request-for-registration': asked, tai: { plmnId: PLMN, tac: '000001' }, gnb: 'gNB2' } as const;
  const { disposition, reason } = nssf.receive({ layer: 'sbi', name: 'Nnssf_NSSelection_Get', elements, sender: 'AMF3', receiver: 'NSSF', channel: 6 }, surroundings);
  expect(surroundings.sent).toMatchObject([{ name: 'Nnssf_NSSelection_Get response', receiver: 'AMF3', channel: 6 }]);
  return { ...(surroundings.sent[0]!.elements as AuthorizedNetworkSliceInfo & { status: 200 }), disposition, why: reason };
}

describe('an NSSF', () => {
  it.each<[string, Asked, object]>([
    ['the set that asks, if it serves any of the slices', { requested: slices(1, 2, 3), subscribed: slices(1, 2, 3) }, { targetAmfSet: 'B', allowedNssaiList: slices(3), configuredNssai: slices(3), rejectedNssaiInTa: slices(1, 2) }],
    ['else the set that serves most', { requested: slices(1, 2, 3), subscribed: slices(1, 2, 3), from: 'AMF9' }, { targetAmfSet: 'A', allowedNssaiList: slices(1, 2) }],
    ['of equals that with the smaller id', { subscribed: slices(3, 1), from: 'AMF9' }, { targetAmfSet: 'A', allowedNssaiList: slices(1) }],
    ['for what is requested and subscribed', { requested: slices(1, 3), subscribed: slices(1, 5) }, { targetAmfSet: 'A', rejectedNssaiInPlmn: slices(3), allowedNssaiList: slices(1) }],
    ['for what the gNB supports', { requested: slices(1, 3), subscribed: slices(1, 3), at: slices(1, 2) }, { targetAmfSet: 'A', rejectedNssaiInTa: slices(3), rejectedNssaiInPlmn: [] }],
    ['for what a set that runs serves', { requested: slices(6), subscribed: slices(1, 6), defaults: slices(1) }, { targetAmfSet: 'A', rejectedNssaiInTa: slices(6), allowedNssaiList: slices(1) }],
    ['for the default slices, if nothing that is requested can be had', { requested: slices(9), subscribed: slices(1, 2), defaults: slices(2) }, { allowedNssaiList: slices(2), configuredNssai: slices(2, 1) }],
    ['for other subscribed slices, which it does not allow', { requested: [], subscribed: slices(1, 6), defaults: slices(6) }, { targetAmfSet: 'A', allowedNssaiList: [], configuredNssai: slices(1) }],
    ['not for what is requested and only the other set serves', { requested: slices(3, 1, 2, 6, 9), subscribed: slices(1, 2, 3, 6), from: 'AMF9' }, { targetAmfSet: 'A', allowedNssaiList: slices(1, 2), rejectedNssaiInTa: slices(3, 6), rejectedNssaiInPlmn: slices(9) }],
    ['by names of AMFs, if it shall', { subscribed: slices(1), policy: { answersWith: 'CANDIDATE_AMF_LIST' } }, { candidateAmfList: ['AMF1', 'AMF2'] }],
  ])('names %s', (_, asked, expected) => {
    expect(select(asked)).toMatchObject(expected);
  });

  it('names one thing only', () => {
    expect(select({ subscribed: slices(1) })).not.toHaveProperty('candidateAmfList');
    expect(select({ subscribed: slices(1), policy: { answersWith: 'CANDIDATE_AMF_LIST' } })).not.toHaveProperty('targetAmfSet');
  });

  it('names nobody, if no set that runs serves a slice of the UE here', () => {
    const info = select({ requested: slices(6, 7), subscribed: slices(6, 7) });
    expect(info).toMatchObject({ allowedNssaiList: [], configuredNssai: [], rejectedNssaiInTa: slices(6, 7), disposition: 'ANSWERED' });
    expect(info).not.toHaveProperty('targetAmfSet');
  });

  it('configures first what can be served here, then the rest of what the target serves', () => {
    expect(select({ subscribed: slices(3, 4, 5), at: slices(5), from: 'AMF9' }).configuredNssai).toEqual(slices(5, 3, 4));
  });

  it('configures what its policy says, whatever is subscribed', () => {
    expect(select({ subscribed: slices(1), policy: { configuredNssai: slices(3, 4) } })).toMatchObject({ configuredNssai: slices(3, 4), allowedNssaiList: slices(1) });
  });

  it('knows no gNB but those of the network', () => {
    expect(select({ subscribed: slices(1), at: [] })).not.toHaveProperty('targetAmfSet');
  });

  it('answers nothing else', () => {
    const surroundings = new ScriptedSurroundings();
    const receipt = new Nssf(SETS, []).receive({ layer: 'rrc', name: 'RRCRelease', elements: {}, sender: 'gNB2', receiver: 'NSSF' }, surroundings);
    expect([receipt.disposition, surroundings.sent]).toEqual(['REJECTED', []]);
  });
});
