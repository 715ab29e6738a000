import { Injectable } from '@nestjs/common';
import { conflict, notFound, refuseFaults } from '../../../common/problem/index.js';
import { Decisions } from '../ports/decisions.js';
import { NetworkCells } from '../ports/network-cells.js';
import { World } from '../ports/world.js';
import type { UserPlace, UserRepresentation } from '../types.js';
import type { Application, User, UserKey } from '../world/world-items.js';
import { ueKeyOf } from './ue-key.js';
import { placeFaults, refuseAbsentArea, type SentUser, userFaults } from './user-faults.js';
import { heldBy, userView } from './user-view.js';

type Unchanged = (present?: UserRepresentation) => void;

/** A user as it is told: a UE is where the radio network says, others are where they were told last. */
function told({ applicationId, userId }: UserKey, { associateId, place }: SentUser, present: User | undefined): User {
  const { associateId: _ue, ueKey: before, place: placeBefore, areas, ...kept } = present ?? { applicationId, userId, areas: [] };
  const ueKey = associateId && ueKeyOf(associateId);
  const lasting = ueKey === before ? { areas, ...(placeBefore && { place: placeBefore }) } : { areas: [] };
  return { ...kept, ...lasting, ...(associateId ? { associateId, ueKey: ueKey! } : place && { place }) };
}

/** Who uses an application, and where. */
@Injectable()
export class Users {
  constructor(
    private readonly world: World,
    private readonly decisions: Decisions,
    private readonly network: NetworkCells,
  ) {}

  /** By their ids. @param cloudId only those for whom a copy there is held @throws Problem 404 if there is no such application */
  list(applicationId: string, cloudId?: string): UserRepresentation[] {
    this.application(applicationId);
    const users = this.world.users(applicationId).filter((user) => cloudId === undefined || heldBy(user, this.world).some((copy) => copy.cloudId === cloudId));
    return users.map((user) => this.view(user));
  }

  /** @throws Problem 404 */
  get(key: UserKey): UserRepresentation {
    return this.view(this.required(key));
  }

  /**
   * Adds a user, or changes who it is or where; what is decided about it is recorded before the answer.
   * @param unchanged is called with the present user, undefined if there is none, and may throw
   * @throws Problem 400 that lists the faults, 404 if there is no such application, 409 if it is REMOVING or has another user with the address, 422 if the place is an area that
   * is not there
   */
  put(key: UserKey, sent: SentUser, unchanged: Unchanged): Promise<{ user: UserRepresentation; isNew: boolean }> {
    refuseFaults(userFaults(sent));
    return this.decisions.alone(async () => {
      const application = this.application(key.applicationId);
      const present = this.world.user(key);
      unchanged(present && this.view(present));
      refuseRemoving(application);
      const user = told(key, sent, present);
      if (user.ueKey === undefined && sent.place) refuseAbsentArea(sent.place, '/place', this.world);
      this.refuseRival(user);
      await this.decisions.settle(user);
      return { user: this.get(key), isNew: !present };
    });
  }

  /**
   * Tells where a user is.
   * @throws Problem 400 if that is not told in exactly one way, 404, 409 if it is a UE or its application is REMOVING, 422 if it is an area that is not there, and what `unchanged` throws
   */
  place(key: UserKey, place: UserPlace, unchanged: Unchanged): Promise<UserRepresentation> {
    refuseFaults(placeFaults(place, ''));
    return this.decisions.alone(async () => {
      const user = this.required(key);
      unchanged(this.view(user));
      if (user.associateId) throw conflict(`The user ${user.userId} is a UE: the radio network says where it is.`);
      refuseRemoving(this.application(key.applicationId));
      refuseAbsentArea(place, '', this.world);
      await this.decisions.settle({ ...user, place });
      return this.get(key);
    });
  }

  /** @throws Problem 404, 422 or 503 if the data plane refuses, and what `unchanged` throws */
  remove(key: UserKey, unchanged: Unchanged): Promise<void> {
    return this.decisions.alone(async () => {
      const user = this.required(key);
      unchanged(this.view(user));
      await this.decisions.leave(user);
    });
  }

  private view(user: User): UserRepresentation {
    return userView(user, this.world, this.network);
  }

  /** @throws Problem 409 */
  private refuseRival({ applicationId, userId, ueKey }: User): void {
    const rival = ueKey === undefined ? undefined : this.world.userOfUe(applicationId, ueKey);
    if (rival && rival.userId !== userId) throw conflict(`The user ${rival.userId} of the application ${applicationId} has the same address.`);
  }

  /** @throws Problem 404 */
  private application(applicationId: string): Application {
    const application = this.world.application(applicationId);
    if (!application) throw notFound(`There is no application ${applicationId}.`);
    return application;
  }

  /** @throws Problem 404 */
  private required(key: UserKey): User {
    const { applicationId } = this.application(key.applicationId);
    const user = this.world.user(key);
    if (!user) throw notFound(`There is no user ${key.userId} of the application ${applicationId}.`);
    return user;
  }
}

/** @throws Problem 409 */
function refuseRemoving({ applicationId, removing }: Application): void {
  if (removing) throw conflict(`The application ${applicationId} is REMOVING.`);
}
