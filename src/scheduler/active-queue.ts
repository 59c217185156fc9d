/** Things to be done, the most important first, then the oldest. */

interface Bucket<T> {
  items: T[];
  head: number;
}

/** One list for each priority: adding and taking cost the same however many wait. */
export class ActiveQueue<T extends { readonly priority: number }> {
  private readonly buckets = new Map<number, Bucket<T>>();
  /** Highest first. */
  private priorities: number[] = [];
  size = 0;

  push(item: T): void {
    let bucket = this.buckets.get(item.priority);
    if (!bucket) {
      bucket = { items: [], head: 0 };
      this.buckets.set(item.priority, bucket);
      this.priorities = [...this.priorities, item.priority].sort((a, b) => b - a);
    }
    bucket.items.push(item);
    this.size += 1;
  }

  pop(): T | undefined {
    const [priority = 0] = this.priorities;
    const bucket = this.buckets.get(priority);
    if (!bucket) return undefined;
    const item = bucket.items[bucket.head];
    bucket.head += 1;
    this.size -= 1;
    if (bucket.head === bucket.items.length) {
      this.buckets.delete(priority);
      this.priorities = this.priorities.slice(1);
    } else if (bucket.head > 1_000) {
      bucket.items = bucket.items.slice(bucket.head);
      bucket.head = 0;
    }
    return item;
  }
}
