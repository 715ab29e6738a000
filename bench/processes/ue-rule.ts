import { execFileSync } from 'node:child_process';

export const ueAddress = (index: number): string => `10.${index >> 16}.${(index >> 8) & 255}.${index & 255}`;

export const ruleId = (index: number): string => `rule-${index}`;

/** One for each UE; all of one priority, which is the usual thing and the longest lookup. */
export const ruleOf = (index: number) => ({
  filterType: 'FLOW' as const,
  priority: 10,
  trafficFilter: [{ srcAddress: [ueAddress(index)], dstAddress: ['203.0.113.7'], dstPort: ['443'], protocol: ['TCP'] }],
  action: 'FORWARD_DECAPSULATED' as const,
  dstInterface: { interfaceType: 'IP' as const, dstIpAddress: '198.51.100.9' },
  state: 'ACTIVE' as const,
});

/** How many rules the kernel carries out in this network namespace. */
export function rulesInKernel(): number {
  const held = execFileSync('nft', ['list', 'set', 'ip', 'openmep', 'rules'], { encoding: 'utf8', maxBuffer: 1e9 });
  return held.match(/0x4d/g)?.length ?? 0;
}
