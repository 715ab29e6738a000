import type { components } from 'openmep/types/mec012-rni';
import type { HazardMap } from './hazard-map.js';
import type { CellChange } from './inbox.js';
import type { Platform } from './platform.js';
import { accepted } from './refusal.js';

type AssociateId = components['schemas']['AssociateId'];

const UE_IPV4_ADDRESS = 1;
const usersOf = (ids: AssociateId[] | undefined) => (ids ?? []).filter(({ type }) => type === UE_IPV4_ADDRESS).map(({ value }) => value);

/** Asks which user is in which cell (MEC 012, 7.3.3). */
export async function locateUsers({ rni }: Platform, map: HazardMap): Promise<void> {
  const { data } = await accepted(rni.GET('/queries/rab_info'));
  const cells = data.cellUserInfo ?? [];
  map.usersAre(cells.flatMap(({ ecgi, ueInfo }) => ueInfo.flatMap(({ associateId }) => usersOf(associateId).map((user): [string, string] => [user, ecgi.cellId]))));
}

/** Notes that a user has changed cells, and tells it (MEC 012, 6.4.2). */
export function noteCellChange({ associateId, srcEcgi, trgEcgi }: CellChange, map: HazardMap): string {
  const [target] = trgEcgi;
  const users = usersOf(associateId);
  if (target) for (const user of users) map.userIsIn(user, target.cellId);
  return `${users.join() || 'a user without an address'} from cell ${srcEcgi.cellId} to ${target?.cellId}`;
}
