/** All that is due at one time, in the order in which it was put in; what is taken is let go. */
interface Moment<Item> {
  time: number;
  items: (Item | undefined)[];
  taken: number;
}

/** What is due when; of what is due at once, what was put in first (a binary heap of times: there are far fewer of them than items). */
export class EventQueue<Item> {
  private readonly heap: Moment<Item>[] = [];
  private readonly moments = new Map<number, Moment<Item>>();
  private count = 0;

  get size(): number {
    return this.count;
  }

  put(time: number, item: Item): void {
    this.count++;
    const moment = this.moments.get(time);
    if (moment) moment.items.push(item);
    else this.open({ time, items: [item], taken: 0 });
  }

  /** Takes out what is due next. */
  take(): { time: number; item: Item } | undefined {
    const [first] = this.heap;
    if (!first) return undefined;
    const { time, items, taken } = first;
    const item = items[taken]!;
    items[taken] = undefined;
    this.count--;
    if (++first.taken === items.length) this.close(time);
    return { time, item };
  }

  private open(moment: Moment<Item>): void {
    const { heap } = this;
    this.moments.set(moment.time, moment);
    let at = heap.length;
    while (at > 0) {
      const parent = (at - 1) >> 1;
      if (moment.time >= heap[parent]!.time) break;
      heap[at] = heap[parent]!;
      at = parent;
    }
    heap[at] = moment;
  }

  /** The first moment is over. */
  private close(time: number): void {
    this.moments.delete(time);
    const last = this.heap.pop()!;
    if (this.heap.length) this.sink(last);
  }

  private sink(moment: Moment<Item>): void {
    const { heap } = this;
    let at = 0;
    for (let child = 1; child < heap.length; child = 2 * at + 1) {
      const right = child + 1;
      if (right < heap.length && heap[right]!.time < heap[child]!.time) child = right;
      if (heap[child]!.time >= moment.time) break;
      heap[at] = heap[child]!;
      at = child;
    }
    heap[at] = moment;
  }
}
