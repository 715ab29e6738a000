import { usedBy } from '../clouds/used.js';
import type { Library } from '../ports/library.js';
import type { World } from '../ports/world.js';
import type { CloudCapacity } from '../types.js';
import type { Cloud, Deployment } from '../world/world-items.js';

const AMOUNTS: Record<keyof Required<CloudCapacity>, string> = {
  cpuMillis: 'thousandths of a CPU',
  memoryMB: 'MB of memory',
  storageMB: 'MB of storage',
  deployments: 'deployments',
};

/** What of a cloud is not enough for a copy beside others, in words; nothing if it is. */
export function shortage({ cloudId, capacity }: Cloud, copy: Deployment, others: readonly Deployment[], world: World, library: Library): string | undefined {
  const before = usedBy(others, world, library);
  const used = usedBy([...others, copy], world, library);
  const short = (Object.keys(AMOUNTS) as (keyof typeof AMOUNTS)[]).find((amount) => used[amount] > (capacity?.[amount] ?? Infinity));
  if (short === undefined) return undefined;
  return `The cloud ${cloudId} has ${Math.max(capacity![short]! - before[short], 0)} ${AMOUNTS[short]} left; ${used[short] - before[short]} are needed.`;
}
