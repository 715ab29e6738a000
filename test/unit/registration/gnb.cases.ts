import { Gnb } from '../../../src/modules/registration/domain/emulation/gnb/gnb.js';
import type { ConnectedAmf } from '../../../src/modules/registration/domain/emulation/gnb/amf-selection.js';
import type { Draft, Message } from '../../../src/modules/registration/domain/emulation/messages/message.js';
import type { NasMessage } from '../../../src/modules/registration/domain/emulation/messages/nas.js';
import type { RrcElements } from '../../../src/modules/registration/domain/emulation/messages/rrc.js';
import { ScriptedSurroundings } from './scripted-surroundings.js';
import { GUTI, slices } from './ue-bench.js';

const PLMN = { mcc: '460', mnc: '00' };
const DESCRIPTION = { id: 'gnb2', globalRanNodeId: { plmnId: PLMN, gNbId: { bitLength: 24, gNBValue: '000002' } }, tac: '0001', snssais: slices(1, 2, 3, 4), defaultAmf: 'amf3' };
const [SET1, SET2] = ['460-00-01-001', '460-00-01-002'];
const AMF1: ConnectedAmf = { name: 'amf1', amfId: '01004a', set: SET1, snssais: slices(1, 2), capacity: 255 };
const AMF3: ConnectedAmf = { name: 'amf3', amfId: '010081', set: SET2, snssais: slices(3, 4), capacity: 255 };

const NAS: NasMessage = { name: 'REGISTRATION COMPLETE', elements: {}, sender: 'UE u1', protection: 'PLAIN' };
const INITIAL = { 'RAN-UE-NGAP-ID': 1, 'User Location Information': { tac: '0001', gnb: 'gnb2' }, 'RRC Establishment Cause': 'mo-Signalling' } as const;
const IDS = { 'RAN-UE-NGAP-ID': 1, 'AMF-UE-NGAP-ID': 7 };

class Bench {
  readonly surroundings = new ScriptedSurroundings();
  readonly gnb: Gnb;

  constructor(amfs: ConnectedAmf[] = [AMF1, AMF3]) {
    this.gnb = new Gnb(DESCRIPTION, amfs, SET2);
  }

  /** What the gNB has made of a message, why, and what it has sent. */
  receive(draft: Omit<Message, 'receiver' | 'sender'>, sender: string): { is: string; why: string; sent: Draft[] } {
    this.surroundings.takeSent();
    const { disposition, reason } = this.gnb.receive({ ...draft, sender, receiver: 'gnb2' } as Message, this.surroundings);
    return { is: disposition, why: reason, sent: this.surroundings.takeSent() };
  }

  /** Up to INITIAL UE MESSAGE. */
  connect(information: RrcElements['RRCSetupComplete'] = {}, channel = 1, ue = 'UE u1') {
    this.receive({ layer: 'rrc', name: 'RRCSetupRequest', elements: { establishmentCause: 'mo-Signalling' }, channel }, ue);
    return this.receive({ layer: 'rrc', name: 'RRCSetupComplete', elements: information, channel, nas: NAS }, ue);
  }

  downlink(amf = 'amf3', ids = IDS) {
    return this.receive({ layer: 'ngap', name: 'DOWNLINK NAS TRANSPORT', elements: ids, nas: NAS }, amf);
  }

  uplink(channel = 1) {
    return this.receive({ layer: 'rrc', name: 'ULInformationTransfer', elements: {}, channel, nas: NAS }, 'UE u1');
  }

  release(amf = 'amf3', ids = IDS) {
    return this.receive({ layer: 'ngap', name: 'UE CONTEXT RELEASE COMMAND', elements: { ...ids, Cause: 'nas-normal-release' } }, amf);
  }

  reroute(set: string, more = {}) {
    const elements = { ...IDS, 'NGAP Message': { ...INITIAL, 'NAS-PDU': NAS }, 'AMF Set ID': set, ...more };
    return this.receive({ layer: 'ngap', name: 'REROUTE NAS REQUEST', elements }, 'amf3');
  }
}

describe('a gNB selects the AMF', () => {
  const selects = (information: RrcElements['RRCSetupComplete'], amfs?: ConnectedAmf[]) => {
    const { is, why, sent } = new Bench(amfs).connect(information);
    return [sent[0]!.receiver, is, why];
  };
  const guamiOf = (amfId: string) => ({ 'ng-5G-S-TMSI-Value': { ...GUTI, guami: { plmnId: PLMN, amfId } } });

  it('with the GUAMI that the UE gives, whatever slices it gives', () => {
    const expected = ['amf1', 'FORWARDED', 'amf1 has the GUAMI that the UE gives.'];
    expect(selects({ ...guamiOf('01004A'), 's-NSSAI-List': slices(3) })).toEqual(expected);
    expect(selects({ registeredAMF: { amfIdentifier: '01004a' } })).toEqual(expected);
  });

  it('of the set of that GUAMI if its AMF does not run, with the greatest capacity', () => {
    const others = [{ ...AMF1, name: 'amf2', amfId: '01004b', capacity: 9 }, { ...AMF1, name: 'amf4', amfId: '01004c', capacity: 10 }, AMF3];
    const expected = ['amf4', 'FORWARDED', 'The AMF of the GUAMI that the UE gives does not run: amf4 is of its set.'];
    expect(selects({ ...guamiOf('01004A'), 's-NSSAI-List': slices(3) }, others)).toEqual(expected);
    expect(selects(guamiOf('02004a'), others)[0]).toBe('amf3');
  });

  it('whose set supports every S-NSSAI that the UE gives', () => {
    const reason = `amf1 of AMF set ${SET1} supports every S-NSSAI of the s-NSSAI-List.`;
    expect(selects({ 's-NSSAI-List': slices(1, 2) })).toEqual(['amf1', 'FORWARDED', reason]);
    expect(selects({ ...guamiOf('0100ff'), 's-NSSAI-List': slices(2) })).toEqual(['amf1', 'FORWARDED', reason]);
  });

  it.each([
    ['gives nothing', {}],
    ['gives an unknown GUAMI', guamiOf('0100ff')],
    ['gives an empty s-NSSAI-List', { 's-NSSAI-List': [] }],
    ['gives slices of two sets', { 's-NSSAI-List': slices(1, 3) }],
    ['gives an SD that nobody supports', { 's-NSSAI-List': slices(1, 9) }],
  ])('that is its default AMF if the UE %s', (_, information) => {
    expect(selects(information)).toEqual(['amf3', 'FORWARDED', 'Nothing that the UE gives says which AMF to select: amf3 is the default AMF.']);
  });

  it('of the set of the default AMF if that does not run', () => {
    const reason = 'Nothing that the UE gives says which AMF to select, and the default AMF amf3 does not run: amf4 is of its set.';
    expect(selects({}, [AMF1, { ...AMF3, name: 'amf4', amfId: '010082' }])).toEqual(['amf4', 'FORWARDED', reason]);
  });

  it('of a set with the greatest capacity, of equals with the smallest amfId', () => {
    const [big, small, first] = [{ ...AMF1, name: 'big', amfId: '01004B' }, { ...AMF1, name: 'small', capacity: 10, amfId: '010040' }, { ...AMF1, name: 'first', amfId: '01004a' }];
    expect(selects({ 's-NSSAI-List': slices(1) }, [small, big, first])[0]).toBe('first');
    expect(selects({ 's-NSSAI-List': slices(1) }, [small, big])[0]).toBe('big');
  });

  it('that is any other if none of that set runs: a core that can serve the UE gets it', () => {
    const reason = 'Nothing that the UE gives says which AMF to select, and the default AMF amf3 does not run, nor does another of its set: amf1 is another AMF that runs.';
    expect(selects({}, [{ ...AMF1, name: 'amf2', capacity: 1 }, AMF1])).toEqual(['amf1', 'FORWARDED', reason]);
  });

  it('or releases the connection if there is none', () => {
    const { is, why, sent } = new Bench([]).connect();
    expect([is, why]).toEqual(['REJECTED', 'No AMF runs: the gNB releases the connection.']);
    expect(sent).toEqual([{ layer: 'rrc', name: 'RRCRelease', elements: {}, receiver: 'UE u1', channel: 1 }]);
  });
});

describe('a gNB', () => {
  it('sets connections up and sends INITIAL UE MESSAGE', () => {
    const bench = new Bench();
    const { is, sent } = bench.receive({ layer: 'rrc', name: 'RRCSetupRequest', elements: { establishmentCause: 'mo-Signalling' }, channel: 1 }, 'UE u1');
    expect([is, sent]).toEqual(['ANSWERED', [{ layer: 'rrc', name: 'RRCSetup', elements: {}, receiver: 'UE u1', channel: 1 }]]);
    const stmsi = { 'ng-5G-S-TMSI-Value': GUTI };
    const initial = bench.receive({ layer: 'rrc', name: 'RRCSetupComplete', elements: stmsi, channel: 1, nas: NAS }, 'UE u1');
    expect(initial.sent).toEqual([{ layer: 'ngap', name: 'INITIAL UE MESSAGE', elements: { ...INITIAL, '5G-S-TMSI': GUTI }, receiver: 'amf1', nas: NAS }]);
  });

  it('tells UEs and connections apart', () => {
    const bench = new Bench();
    const connected = [bench.connect(), bench.connect({}, 2), bench.connect({}, 1, 'UE u2')];
    expect(connected.map(({ sent }) => sent[0]!.elements)).toEqual([1, 2, 3].map((id) => ({ ...INITIAL, 'RAN-UE-NGAP-ID': id })));
    expect(bench.downlink('amf3', { 'RAN-UE-NGAP-ID': 3, 'AMF-UE-NGAP-ID': 9 }).sent).toMatchObject([{ receiver: 'UE u2', channel: 1 }]);
    expect(bench.downlink('amf3', { 'RAN-UE-NGAP-ID': 2, 'AMF-UE-NGAP-ID': 8 }).sent).toMatchObject([{ receiver: 'UE u1', channel: 2 }]);
  });

  it('passes NAS messages to and fro', () => {
    const bench = new Bench();
    bench.connect();
    expect(bench.downlink()).toMatchObject({ is: 'FORWARDED', sent: [{ layer: 'rrc', name: 'DLInformationTransfer', elements: {}, receiver: 'UE u1', channel: 1, nas: NAS }] });
    expect(bench.uplink()).toMatchObject({ is: 'FORWARDED', sent: [{ layer: 'ngap', name: 'UPLINK NAS TRANSPORT', elements: IDS, receiver: 'amf3', nas: NAS }] });
  });

  it('learns of another AMF of the UE from what that sends', () => {
    const bench = new Bench();
    bench.connect();
    bench.downlink();
    bench.downlink('amf1', { 'RAN-UE-NGAP-ID': 1, 'AMF-UE-NGAP-ID': 20 });
    expect(bench.uplink().sent).toMatchObject([{ receiver: 'amf1', elements: { 'RAN-UE-NGAP-ID': 1, 'AMF-UE-NGAP-ID': 20 } }]);
  });

  it('answers INITIAL CONTEXT SETUP REQUEST and passes REGISTRATION ACCEPT on', () => {
    const bench = new Bench();
    bench.connect();
    const elements = { ...IDS, GUAMI: GUTI.guami, 'Allowed NSSAI': slices(1) };
    const { sent } = bench.receive({ layer: 'ngap', name: 'INITIAL CONTEXT SETUP REQUEST', elements, nas: NAS }, 'amf3');
    expect(sent).toEqual([
      { layer: 'ngap', name: 'INITIAL CONTEXT SETUP RESPONSE', elements: IDS, receiver: 'amf3' },
      { layer: 'rrc', name: 'DLInformationTransfer', elements: {}, receiver: 'UE u1', channel: 1, nas: NAS },
    ]);
  });

  it('releases the UE when the AMF says so, and then knows it no more', () => {
    const bench = new Bench();
    bench.connect();
    const { is, sent } = bench.release();
    expect(is).toBe('ANSWERED');
    expect(sent).toEqual([
      { layer: 'ngap', name: 'UE CONTEXT RELEASE COMPLETE', elements: IDS, receiver: 'amf3' },
      { layer: 'rrc', name: 'RRCRelease', elements: {}, receiver: 'UE u1', channel: 1 },
    ]);
    expect(bench.downlink()).toEqual({ is: 'REJECTED', why: 'There is no UE with that RAN-UE-NGAP-ID.', sent: [] });
    expect(bench.uplink()).toEqual({ is: 'REJECTED', why: 'The UE has no such RRC connection.', sent: [] });
  });

  it('keeps a connection that the UE has left until the AMF releases it', () => {
    const bench = new Bench();
    bench.connect();
    bench.connect({}, 2);
    expect(bench.downlink().sent).toMatchObject([{ name: 'DLInformationTransfer', channel: 1 }]);
    expect(bench.release().sent).toMatchObject([{}, { name: 'RRCRelease', channel: 1 }]);
    expect(bench.downlink('amf3', { 'RAN-UE-NGAP-ID': 2, 'AMF-UE-NGAP-ID': 8 }).sent).toMatchObject([{ channel: 2 }]);
  });

  it('has nowhere to pass a NAS message before an AMF has answered', () => {
    const bench = new Bench();
    bench.connect();
    expect(bench.uplink()).toEqual({ is: 'REJECTED', why: 'No AMF has answered for this UE yet.', sent: [] });
  });
});

describe('REROUTE NAS REQUEST', () => {
  it('sends the INITIAL UE MESSAGE to the other AMF set, and nothing to the UE', () => {
    const bench = new Bench();
    bench.connect();
    bench.downlink();
    const more = { 'Allowed NSSAI': slices(1), 'Source to Target AMF Information Reroute': { configuredNssai: slices(1, 2) } };
    const { is, why, sent } = bench.reroute('001', more);
    expect([is, why]).toEqual(['FORWARDED', `amf1 has AMF Set ID 001; the UE does not hear of it (TS 38.413, 8.6.5).`]);
    expect(sent).toEqual([{ layer: 'ngap', name: 'INITIAL UE MESSAGE', receiver: 'amf1', nas: NAS, elements: { ...INITIAL, 'AMF Set ID': '001', ...more } }]);
  });

  it('gives the UE to that AMF, which has not answered yet', () => {
    const bench = new Bench();
    bench.connect();
    bench.downlink();
    bench.reroute('001');
    expect(bench.uplink().is).toBe('REJECTED');
    bench.downlink('amf1', { 'RAN-UE-NGAP-ID': 1, 'AMF-UE-NGAP-ID': 4 });
    expect(bench.uplink().sent).toMatchObject([{ receiver: 'amf1', elements: { 'AMF-UE-NGAP-ID': 4 } }]);
  });

  it('to a set of which no AMF runs ends the connection', () => {
    const bench = new Bench([AMF3]);
    bench.connect();
    const { is, why, sent } = bench.reroute('001');
    expect([is, why]).toEqual(['REJECTED', 'No AMF with AMF Set ID 001 runs: the gNB releases the connection.']);
    expect(sent).toMatchObject([{ name: 'RRCRelease', receiver: 'UE u1', channel: 1 }]);
  });
});
