import type { Way } from './topology.js';

/** A binary heap of ways, the shortest on top. */
export class Frontier {
  private readonly heap: Way[] = [];

  push(way: Way): void {
    const { heap } = this;
    let place = heap.length;
    while (place > 0) {
      const above = (place - 1) >> 1;
      if (heap[above]!.distance <= way.distance) break;
      heap[place] = heap[above]!;
      place = above;
    }
    heap[place] = way;
  }

  /** Takes the shortest out; undefined if there is none. */
  pop(): Way | undefined {
    const shortest = this.heap[0];
    const last = this.heap.pop();
    if (last && this.heap.length) this.sink(last);
    return shortest;
  }

  /** Finds a place for a way from the top down. */
  private sink(way: Way): void {
    const { heap } = this;
    let place = 0;
    for (let below = 1; below < heap.length; below = 2 * place + 1) {
      if (below + 1 < heap.length && heap[below + 1]!.distance < heap[below]!.distance) below += 1;
      if (heap[below]!.distance >= way.distance) break;
      heap[place] = heap[below]!;
      place = below;
    }
    heap[place] = way;
  }
}
