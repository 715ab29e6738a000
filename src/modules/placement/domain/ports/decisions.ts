import type { Whereabouts } from '../topology/areas-of.js';
import type { User, UserKey } from '../world/world-items.js';

/** Whom a change concerns; with several attributes those whom all of them name. */
export type Concerned = { users?: readonly UserKey[]; cloudId?: string; applicationId?: string } | 'all';

/** Decides what users need wherever they are. Whatever changes what a decision depends on is done alone, and asks again. */
export abstract class Decisions {
  /** Waits until nobody else changes the world. It does not wait for another turn within. @throws what the work throws */
  abstract alone<T>(work: () => Promise<T>): Promise<T>;

  /** Tells where users are, decides and records that; users that are not there any more are passed over. Takes a turn. @param where undefined: nowhere */
  abstract move(moves: readonly { user: UserKey; where: Whereabouts | undefined }[]): Promise<void>;

  /** Decides anew about all whom a change concerns, in the turn of the change. */
  abstract again(which: Concerned): Promise<void>;

  /** Records what is told of a user, new or not, with what is decided about it, in the turn of whoever tells it. */
  abstract settle(user: User): Promise<void>;

  /** A user is gone: its copies are released and its traffic rule is taken away, in the turn of whoever tells it. @throws Problem 422 or 503 if the data plane refuses */
  abstract leave(user: User): Promise<void>;
}
