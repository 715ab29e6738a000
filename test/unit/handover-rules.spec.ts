import { isStale, nextEpoch } from '../../src/modules/handover/domain/epochs.js';
import { transferDigest } from '../../src/modules/handover/domain/rules/canonical-transfer.js';
import { namesTunnel, withOwnAddresses, withOwnBearers } from '../../src/modules/handover/domain/rules/adapted-rule.js';
import { guestRuleId } from '../../src/modules/handover/domain/rules/guest-rules.js';
import { transferredRule } from '../../src/modules/handover/domain/rules/transferred-rule.js';
import { isRuleOfUe } from '../../src/modules/handover/domain/rules/ue-rules.js';
import { withEntry } from '../../src/modules/handover/domain/timeline.js';
import type { HandoverTransfer, TimelineEntry, TrafficFilter, TransferredBearer } from '../../src/modules/handover/domain/types.js';
import { isSameUe, ueKeys } from '../../src/modules/handover/domain/ue-key.js';

const bearer: TransferredBearer = { erabId: 5, qci: 9, enbInfo: { ipAddress: '192.0.2.1', tunnelId: '00000a01' }, sGwInfo: { ipAddress: '192.0.2.250', tunnelId: '00000b01' } };
const ue = { addresses: ['10.45.0.21', '2001:db8::21'], bearers: [bearer], bearersOfOthers: [] };
const tunnel: TrafficFilter = { srcTunnelAddress: ['192.0.2.1'], tgtTunnelAddress: ['192.0.2.250'] };

it.each<[boolean, TrafficFilter[]]>([
  [true, [{ srcAddress: ['10.45.0.21/32'] }]], [true, [{ dstAddress: ['2001:DB8:0::21-2001:db8::21'] }]], [true, [tunnel]],
  [false, [{ srcAddress: ['10.45.0.0/24'] }]], [false, [{ srcAddress: ['10.45.0.21', '10.45.0.22'] }]], [false, [{ srcAddress: [] }]], [false, []],
  [false, [{ srcAddress: ['10.45.0.21'] }, { protocol: ['udp'] }]], [false, [{ srcTunnelAddress: ['192.0.2.1'], tgtTunnelAddress: ['192.0.2.1'] }]],
])('%s that the rule of %j is the UE\'s', (expected, filters) => expect(isRuleOfUe(filters, ue)).toBe(expected));

it('is nobody\'s rule if others share the tunnel', () => expect(isRuleOfUe([tunnel], { ...ue, bearersOfOthers: [bearer] })).toBe(false));

const rule = transferredRule('mep-a', { appInstanceId: 'app', trafficRuleId: 'r', attributes: { filterType: 'FLOW', priority: 1, trafficFilter: [{ srcAddress: ['2001:db8::21'] }], action: 'DROP' } }, { appName: 'x' });
const transfer = (changes: Partial<HandoverTransfer> = {}): HandoverTransfer => ({
  sourcePlatformId: 'mep-a', epoch: 5, ue: { associateId: [{ type: 4, value: '0000ab01' }] }, sourceCell: {}, targetCell: {},
  targetBaseStation: 'enb-001-01-0000a', stagedFor: 1000, bearers: [], rules: [rule], ...changes,
});

it('has the same digest in each spelling, and another for another content', () => {
  const spelt = { ...rule, rule: { ...rule.rule, trafficFilter: [{ srcAddress: ['2001:0DB8::0:21/128'], dstPort: [] }] } };
  const other = Object.assign({ unknown: 1 }, transfer({ targetBaseStation: 'enb-001-01-0000A', ue: { associateId: [{ value: '0000AB01', type: 4 }] }, rules: [spelt] }));
  expect(transferDigest(other)).toBe(transferDigest(transfer()));
  expect(transferDigest(transfer({ stagedFor: 1001 }))).not.toBe(transferDigest(transfer()));
  expect(transferDigest(transfer({ rules: [{ ...rule, rule: { ...rule.rule, priority: 2 } }] }))).not.toBe(transferDigest(transfer()));
});

it('names a guest by its home, and longer if that is taken too', () => {
  const short = guestRuleId(rule, (id) => id === 'r');
  expect(guestRuleId(rule, () => false)).toBe('r');
  expect(short).toMatch(/^r~[0-9a-f]{8}$/);
  expect(guestRuleId(rule, (id) => id === 'r' || id === short)).toMatch(new RegExp(`^${short}[0-9a-f]{8}$`));
});

it('names a guest by no more than 255 characters', () => {
  const long = { ...rule, homeRuleId: 'x'.repeat(255) };
  const id = guestRuleId(long, (taken) => taken === long.homeRuleId);
  expect(id).toHaveLength(255);
  expect(id).toMatch(/^x+~[0-9a-f]{8}$/);
});

const to = (dstIpAddress: string) => ({ interfaceType: 'IP' as const, dstIpAddress });

it('sends packets to the application here, by the version of the address; to others as before', () => {
  const here = ['2001:db8:7::7', '10.70.0.7'];
  const adapted = (...addresses: string[]) => withOwnAddresses({ ...rule.rule, dstInterface: addresses.map(to) }, ['10.60.0.5', '2001:DB8:6::5'], here).dstInterface;
  expect(adapted('10.60.0.5', '10.60.0.6')).toEqual([to('10.70.0.7'), to('10.60.0.6')]);
  expect(adapted('2001:db8:6:0::5')).toEqual([to('2001:db8:7::7')]);
  expect(withOwnAddresses({ ...rule.rule, dstInterface: to('10.60.0.5') }, ['10.60.0.5'], ['2001:db8:7::7']).dstInterface).toEqual(to('10.60.0.5'));
  expect(withOwnAddresses(rule.rule, ['10.60.0.5'], here)).toEqual(rule.rule);
});

it('puts the ends of the same bearer here for those at the source', () => {
  const here: TransferredBearer = { ...bearer, enbInfo: { ipAddress: '198.51.100.2', tunnelId: '00000c01' }, sGwInfo: { ipAddress: '198.51.100.250', tunnelId: '00000d01' } };
  const other: TransferredBearer = { ...here, erabId: 6, enbInfo: { ipAddress: '198.51.100.3', tunnelId: '00000c02' } };
  const tunnelled = { ...rule.rule, trafficFilter: [tunnel, { srcAddress: ['2001:db8::21'] }], dstInterface: { interfaceType: 'TUNNEL' as const, tunnelInfo: { tunnelType: 'GTP_U' as const, tunnelDstAddress: '192.0.2.1' } } };
  const adapted = withOwnBearers(tunnelled, [bearer], [other, here]);
  expect(adapted.trafficFilter).toEqual([{ srcTunnelAddress: ['198.51.100.2'], tgtTunnelAddress: ['198.51.100.250'] }, { srcAddress: ['2001:db8::21'] }]);
  expect(adapted.dstInterface).toEqual({ interfaceType: 'TUNNEL', tunnelInfo: { tunnelType: 'GTP_U', tunnelDstAddress: '198.51.100.2' } });
  expect(withOwnBearers(tunnelled, [bearer], [other])).toEqual(tunnelled);
  expect(withOwnBearers({ ...rule.rule, trafficFilter: [{ srcTunnelAddress: ['203.0.113.1'] }] }, [bearer], [here]).trafficFilter).toEqual([{ srcTunnelAddress: ['203.0.113.1'] }]);
  expect([namesTunnel(tunnelled), namesTunnel({ ...rule.rule, trafficFilter: [tunnel] }), namesTunnel(rule.rule)]).toEqual([true, true, false]);
});

it('knows a UE by one identifier in any spelling', () => {
  const keys = ueKeys([{ type: 2, value: '2001:DB8::0:21' }, { type: 1, value: '10.45.0.21' }]);
  expect(isSameUe(keys, ueKeys([{ type: 2, value: '2001:db8::21' }]))).toBe(true);
  expect(isSameUe(keys, ueKeys([{ type: 3, value: '10.45.0.21' }]))).toBe(false);
});

it('counts epochs on from the highest', () => {
  expect([nextEpoch([]), nextEpoch([3, 7])]).toEqual([1, 8]);
  expect([isStale(7, [3, 7]), isStale(8, [3, 7])]).toEqual([true, false]);
});

it('keeps the latest of tries that fail alike', () => {
  const entry = (time: string, outcome: TimelineEntry['outcome']): TimelineEntry => ({ step: 'TRANSFER', time, outcome });
  const timeline = [entry('1', 'RETRY'), entry('2', 'RETRY'), entry('3', 'DONE')].reduce(withEntry, []);
  expect(timeline.map(({ time }) => time)).toEqual(['2', '3']);
});
