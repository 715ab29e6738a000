interface Queued<Item> {
  time: number;
  order: number;
  item: Item;
}

const isBefore = (one: Queued<unknown>, other: Queued<unknown>): boolean => one.time < other.time || (one.time === other.time && one.order < other.order);

/** What is due when; of what is due at once, what was put in first (a binary heap). */
export class EventQueue<Item> {
  private readonly heap: Queued<Item>[] = [];
  private order = 0;

  get size(): number {
    return this.heap.length;
  }

  put(time: number, item: Item): void {
    const { heap } = this;
    const queued = { time, order: this.order++, item };
    let at = heap.length;
    while (at > 0) {
      const parent = (at - 1) >> 1;
      if (!isBefore(queued, heap[parent]!)) break;
      heap[at] = heap[parent]!;
      at = parent;
    }
    heap[at] = queued;
  }

  /** Takes out what is due next. */
  take(): { time: number; item: Item } | undefined {
    const [first] = this.heap;
    const last = this.heap.pop();
    if (this.heap.length && last) this.sink(last);
    return first;
  }

  private sink(queued: Queued<Item>): void {
    const { heap } = this;
    let at = 0;
    for (let child = 1; child < heap.length; child = 2 * at + 1) {
      const right = child + 1;
      if (right < heap.length && isBefore(heap[right]!, heap[child]!)) child = right;
      if (!isBefore(heap[child]!, queued)) break;
      heap[at] = heap[child]!;
      at = child;
    }
    heap[at] = queued;
  }
}
