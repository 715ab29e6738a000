import type { CellEntry } from '../network/cell-entry.js';
import type { NetworkState } from '../network/network-state.js';
import type { UeEntry } from '../network/ue-entry.js';
import { blockRate, type Flow, flowsOf } from './flow.js';
import { packetDelay } from './packet-delay.js';
import { shareBlocks } from './share-blocks.js';
import { type Direction, DIRECTIONS, type TrafficKind } from './traffic-kind.js';

interface User {
  entry: UeEntry;
  /** Of its traffic that goes through each of its serving cells, 0..1. */
  share: number;
}

/** Gives the resource blocks of the cells to the bearers of their UEs, step by step. */
export class Scheduler {
  constructor(private readonly network: NetworkState) {}

  step(): void {
    const served = this.network.emulatedUes().filter(({ state }) => state.servingCell !== undefined);
    for (const { state } of served) state.traffic.steps += 1;
    const users = this.usersByCell(served);
    for (const cell of this.network.cells.values()) {
      cell.state.traffic.steps += 1;
      for (const direction of DIRECTIONS) this.schedule(direction, cell, users.get(cell.cell.id)!);
    }
  }

  /** UEs that change cell right now are not served. */
  private usersByCell(served: readonly UeEntry[]): Map<string, User[]> {
    const users = new Map([...this.network.cells.keys()].map((id) => [id, [] as User[]]));
    for (const entry of served.filter((each) => this.network.handoverOf(each)?.status !== 'IN_EXECUTION')) {
      const { servingCell, secondaryCells } = entry.state;
      const user = { entry, share: 1 / (1 + secondaryCells.length) };
      for (const id of [servingCell!, ...secondaryCells]) users.get(id)?.push(user);
    }
    return users;
  }

  private schedule(direction: Direction, cell: CellEntry, users: readonly User[]): void {
    const flows: Flow[] = [];
    for (const { entry, share } of users) {
      const rate = blockRate(direction, entry, cell);
      for (const bearer of entry.state.bearers) flows.push(...flowsOf(direction, entry, bearer, rate, share));
    }
    const blocks = cell.transmitter.bandwidth;
    const granted = shareBlocks(
      flows.map(({ demand }) => demand),
      blocks,
    );
    const load = granted.reduce((sum, each) => sum + each, 0) / blocks;
    if (direction === 'dl') cell.state.load = load;
    flows.forEach((flow, index) => this.account(direction, cell, flow, granted[index]!, load));
    countActive(cell, flows);
  }

  private account(direction: Direction, cell: CellEntry, flow: Flow, blocks: number, load: number): void {
    const seconds = this.network.step / 1000;
    const servedRate = Math.min(flow.offeredRate, blocks * flow.blockRate);
    const { traffic } = flow.entry.state;
    const { kind, share } = flow;
    for (const sums of [cell.state.traffic, traffic]) {
      sums.offered[kind] += flow.offeredRate * seconds;
      sums.served[kind] += servedRate * seconds;
    }
    cell.state.traffic.blocks[kind] += blocks;
    traffic.active[kind] += share;
    traffic.delay[kind] += share * packetDelay(load, blocks >= flow.demand.total && flow.blockRate > 0, flow.delayBudget);
    traffic.blockShare[direction] += (share * blocks) / cell.transmitter.bandwidth;
  }
}

function countActive({ state: { traffic } }: CellEntry, flows: readonly Flow[]): void {
  const active = new Map<TrafficKind, Set<UeEntry>>();
  for (const { kind, entry } of flows) active.set(kind, (active.get(kind) ?? new Set()).add(entry));
  for (const [kind, entries] of active) traffic.activeUes[kind] += entries.size;
}
