import { Injectable } from '@nestjs/common';
import { Clock } from '../../../common/clock/index.js';
import { Errand } from '../../../common/errand/index.js';
import { EventLog } from '../../../common/events/index.js';
import { Lifecycle } from '../../../common/lifecycle/index.js';
import { NetworkHost, RAN_CHANGE, RAN_EVENT, type RadioNetwork, type RanChange, type StateEvent } from '../../../ran/index.js';
import { Decisions } from '../ports/decisions.js';
import { World } from '../ports/world.js';
import type { Whereabouts } from '../topology/areas-of.js';
import { userText } from '../world/keys.js';
import type { User } from '../world/world-items.js';
import { NetworkUes } from './network-ues.js';
import { SeenUes } from './seen-ues.js';
import { UeUsers } from './ue-users.js';
import { whereaboutsIn } from './whereabouts-in.js';

/** hoStatus of a handover that is completed (MEC 012, 6.4.2). */
const COMPLETED = 3;

interface News {
  user: User;
  where: Whereabouts | null;
}

/**
 * Has users that are UEs decided about when they come to another cell. Events and states only say whom to look at; where a UE is, is read from the
 * network. What it says of UEs that are nobody's costs a look into a map.
 */
@Injectable()
export class UeWatch {
  private network: RadioNetwork | undefined;
  private ues = new NetworkUes();
  /** Ids of the cells in which the UEs of users were seen last, by their ids in the network; null if none served it. */
  private readonly cells = new Map<string, string | null>();
  private readonly users: UeUsers;
  /** By user, where it was when it was decided about last, or is while that is done. Who goes meanwhile is not in it, and is decided about when it comes again. */
  private readonly decided = new Map<string, string>();
  private readonly due = new Set<string>();
  private readonly errand: Errand;

  constructor(
    world: World,
    private readonly decisions: Decisions,
    private readonly seen: SeenUes,
    private readonly host: NetworkHost,
    clock: Clock,
    eventLog: EventLog,
    lifecycle: Lifecycle,
  ) {
    this.errand = new Errand(clock, lifecycle, { work: () => this.look(), complaint: 'It could not be seen where users are; trying again.' });
    this.users = new UeUsers(world, {
      arrive: (ueKey) => this.note([ueKey]),
      leave: (ueKey, user) => this.forget(ueKey, user),
    });
    eventLog.follow(RAN_EVENT, ({ payload }) => {
      if (payload.kind === 'HANDOVER' && payload.hoStatus === COMPLETED) this.note(this.ues.keysOf(payload.ue.id));
    });
    eventLog.follow(RAN_CHANGE, ({ payload }) => this.follow(payload));
    host.onStates((states) => this.compare(states));
    host.onChange(({ network }) => {
      if (network !== this.network) this.note(this.users.all());
    });
  }

  private note(ueKeys: readonly string[]): void {
    const known = ueKeys.filter((ueKey) => this.users.has(ueKey));
    for (const ueKey of known) this.due.add(ueKey);
    if (known.length > 0) this.errand.ask();
  }

  private forget(ueKey: string, user: string): void {
    this.decided.delete(user);
    if (this.users.has(ueKey)) return;
    this.seen.forget(ueKey);
    const ueId = this.ues.idOf(ueKey);
    if (ueId !== undefined && !this.ues.keysOf(ueId).some((other) => this.users.has(other))) this.cells.delete(ueId);
  }

  /** An operator has changed the network. */
  private follow(change: RanChange): void {
    if (change.kind === 'BASE_STATION' || change.kind === 'CELL') this.note(this.users.all());
    if (change.kind !== 'UE') return;
    const { id, associateId = [] } = change.ue;
    const before = this.ues.keysOf(id);
    this.cells.delete(id);
    if (change.change === 'REMOVED') this.ues.remove(id);
    else this.ues.put({ id, associateId });
    this.note([...before, ...this.ues.keysOf(id)]);
  }

  /** Nobody looks at a UE that nobody has looked at yet: somebody will. */
  private compare(states: readonly StateEvent[]): void {
    for (const state of states) {
      if (state.kind !== 'UE_STATE') continue;
      const cell = this.cells.get(state.ue.id);
      if (cell !== undefined && cell !== (state.cell?.id ?? null)) this.note(this.ues.keysOf(state.ue.id));
    }
  }

  /** One look at the network for all that are due, and one decision about those of whom there is news. */
  private async look(): Promise<void> {
    const ueKeys = [...this.due];
    if (ueKeys.length === 0) return;
    this.due.clear();
    try {
      const news = await this.host.read((network) => ueKeys.filter((ueKey) => this.users.has(ueKey)).flatMap((ueKey) => this.newsOf(ueKey, this.find(network, ueKey))));
      if (news.length > 0) await this.decideAbout(news);
    } catch (error) {
      for (const ueKey of ueKeys) this.due.add(ueKey);
      throw error;
    }
  }

  private async decideAbout(news: readonly News[]): Promise<void> {
    for (const { user, where } of news) this.decided.set(userText(user), JSON.stringify(where));
    try {
      await this.decisions.move(news.map(({ user: { applicationId, userId }, where }) => ({ user: { applicationId, userId }, where: where ?? undefined })));
    } catch (error) {
      for (const { user } of news) this.decided.delete(userText(user));
      throw error;
    }
  }

  private find(network: RadioNetwork, ueKey: string): Whereabouts | null {
    if (network !== this.network) {
      this.network = network;
      this.ues = new NetworkUes(network.ueIdentities());
      this.cells.clear();
    }
    const ueId = this.ues.idOf(ueKey);
    if (ueId === undefined) return null;
    const where = whereaboutsIn(network, ueId);
    this.cells.set(ueId, where && where.cellId);
    return where;
  }

  private newsOf(ueKey: string, where: Whereabouts | null): News[] {
    this.seen.put(ueKey, where);
    return this.users.of(ueKey).filter((user) => this.decided.get(userText(user)) !== JSON.stringify(where)).map((user) => ({ user, where }));
  }
}
