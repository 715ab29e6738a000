import { createHash } from 'node:crypto';
import { addressRange } from '../../../common/ip/index.js';
import type { AssociateId, HandoverTransfer, TransferredRule } from '../types.js';
import { canonicalAddress, canonicalAssociateId } from '../ue-key.js';
import { homeKey } from './guest-rules.js';
import type { RuleHome } from './transferred-rule.js';

type Leaf = (value: never) => unknown;
/** What counts of a document: the members that are listed, each in one spelling. */
interface Members { [member: string]: Leaf | Members }

const asItIs: Leaf = (value: unknown) => value;
const hex: Leaf = (text: string) => text.toLowerCase();
const address: Leaf = canonicalAddress;
const associateId: Leaf = ({ type, value }: AssociateId) => Object.entries(canonicalAssociateId({ type, value }));

const addresses: Leaf = (text: string) => {
  const range = addressRange(text);
  return range ? `${range.family}:${range.first}-${range.last}` : text;
};

const plmn = { mcc: asItIs, mnc: asItIs };
const cell = { ecgi: { plmn, cellId: hex }, nrcgi: { plmn, nrCellId: hex } };
const tunnelEnd = { ipAddress: address, tunnelId: hex };
const filter = {
  srcAddress: addresses, dstAddress: addresses, srcPort: asItIs, dstPort: asItIs, protocol: asItIs, tag: asItIs, srcTunnelAddress: addresses,
  tgtTunnelAddress: addresses, srcTunnelPort: asItIs, dstTunnelPort: asItIs, qCI: asItIs, dSCP: asItIs, tC: asItIs,
};
const dstInterface = {
  interfaceType: asItIs, tunnelInfo: { tunnelType: asItIs, tunnelDstAddress: address, tunnelSrcAddress: address },
  srcMacAddress: hex, dstMacAddress: hex, dstIpAddress: address,
};
const rule = { trafficRuleId: asItIs, filterType: asItIs, priority: asItIs, trafficFilter: filter, action: asItIs, dstInterface, state: asItIs };
const application = { appName: asItIs, appDId: asItIs, addresses: address };
const transfer: Members = {
  sourcePlatformId: asItIs, epoch: asItIs, ue: { associateId, tempUeId: { mmec: hex, mtmsi: hex } }, sourceCell: cell, targetCell: cell,
  targetBaseStation: hex, stagedFor: asItIs, forwardTo: address, bearers: { erabId: asItIs, qci: asItIs, enbInfo: tunnelEnd, sGwInfo: tunnelEnd },
  rules: { homePlatformId: asItIs, homeAppInstanceId: asItIs, homeRuleId: asItIs, application, rule },
};

/** An empty list counts as absent, as in traffic filters. */
function canonical(value: unknown, shape: Leaf | Members): unknown {
  if (value === undefined || (Array.isArray(value) && !value.length)) return undefined;
  if (Array.isArray(value)) return value.map((item) => canonical(item, shape));
  if (typeof shape === 'function') return shape(value as never);
  return Object.keys(shape).sort().map((member) => [member, canonical((value as Record<string, unknown>)[member], shape[member]!)]).filter(([, of]) => of !== undefined);
}

/** The same for each spelling of a transfer: order of members, addresses, hexadecimal digits and members that nobody knows make no difference. */
export const transferDigest = (content: HandoverTransfer): string => createHash('sha256').update(JSON.stringify(canonical(content, transfer))).digest('hex');

/** The same for each spelling of a rule, whatever id it has; a state that is not told is INACTIVE. */
export const ruleText = ({ trafficRuleId: _any, ...attributes }: TransferredRule['rule']): string => JSON.stringify(canonical({ state: 'INACTIVE', ...attributes }, rule));

/** Equal only if it is the same rule, by its home, with the same content. */
export const homeAndText = (home: RuleHome, content: TransferredRule['rule']): string => `${homeKey(home)} ${ruleText(content)}`;
