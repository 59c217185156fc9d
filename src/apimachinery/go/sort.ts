/** Go's `sort.Sort`: not stable, but the same for the same input, so that equals end up where kubectl puts them. Mirrors Go src/sort/zsortinterface.go pdqsort. */

/** Whether the element at one place comes before the one at another. */
type Less = (i: number, j: number) => boolean;

const MOST_INSERTION = 12;
const SHORTEST_NINTHER = 50;
const MOST_SWAPS = 12;
const MOST_SHIFTS = 5;
const SHORTEST_SHIFT = 50;

/** Bits of a number: 5 ⇒ 3 */
const bitsOf = (value: number): number => 32 - Math.clz32(value);

type Hint = 'up' | 'down' | 'unknown';

/** One run over an array, in place. */
class GoSort<T> {
  private readonly less: Less;
  private readonly swap: (i: number, j: number) => void;
  private swaps = 0;

  constructor(data: T[], isLess: (a: T, b: T) => boolean) {
    this.less = (i, j) => isLess(data[i] as T, data[j] as T);
    this.swap = (i, j) => {
      [data[i], data[j]] = [data[j] as T, data[i] as T];
    };
  }

  private insertion(from: number, to: number): void {
    for (let i = from + 1; i < to; i += 1)
      for (let j = i; j > from && this.less(j, j - 1); j -= 1) this.swap(j, j - 1);
  }

  private sift(low: number, high: number, first: number): void {
    for (let root = low; ; ) {
      let child = 2 * root + 1;
      if (child >= high) return;
      if (child + 1 < high && this.less(first + child, first + child + 1)) child += 1;
      if (!this.less(first + root, first + child)) return;
      this.swap(first + root, first + child);
      root = child;
    }
  }

  private heap(from: number, to: number): void {
    const high = to - from;
    for (let i = Math.floor((high - 1) / 2); i >= 0; i -= 1) this.sift(i, high, from);
    for (let i = high - 1; i >= 0; i -= 1) {
      this.swap(from, from + i);
      this.sift(0, i, from);
    }
  }

  /** Sorts `from` … `to - 1`; after `limit` bad pivots by a heap. */
  sort(from: number, to: number, limit: number): void {
    let [a, b, left] = [from, to, limit];
    let wasBalanced = true;
    let wasPartitioned = true;
    for (;;) {
      const length = b - a;
      if (length <= MOST_INSERTION || left === 0) {
        if (length <= MOST_INSERTION) this.insertion(a, b);
        else this.heap(a, b);
        return;
      }
      if (!wasBalanced) {
        this.breakPatterns(a, b);
        left -= 1;
      }
      let [pivot, hint] = this.choosePivot(a, b);
      if (hint === 'down') {
        this.reverse(a, b);
        pivot = b - 1 - (pivot - a);
        hint = 'up';
      }
      if (wasBalanced && wasPartitioned && hint === 'up' && this.partialInsertion(a, b)) return;
      if (a > 0 && !this.less(a - 1, pivot)) {
        a = this.partitionEqual(a, b, pivot);
        continue;
      }
      const [mid, already] = this.partition(a, b, pivot);
      wasPartitioned = already;
      const [lower, upper] = [mid - a, b - mid];
      wasBalanced = Math.min(lower, upper) >= Math.floor(length / 8);
      if (lower < upper) {
        this.sort(a, mid, left);
        a = mid + 1;
      } else {
        this.sort(mid + 1, b, left);
        b = mid;
      }
    }
  }

  private partition(a: number, b: number, pivot: number): [number, boolean] {
    this.swap(a, pivot);
    let [i, j] = [a + 1, b - 1];
    for (let round = 0; ; round += 1) {
      while (i <= j && this.less(i, a)) i += 1;
      while (i <= j && !this.less(j, a)) j -= 1;
      if (i > j) {
        this.swap(j, a);
        return [j, round === 0];
      }
      this.swap(i, j);
      i += 1;
      j -= 1;
    }
  }

  /** What equals the pivot first; nothing there is smaller. */
  private partitionEqual(a: number, b: number, pivot: number): number {
    this.swap(a, pivot);
    let [i, j] = [a + 1, b - 1];
    for (;;) {
      while (i <= j && !this.less(a, i)) i += 1;
      while (i <= j && this.less(a, j)) j -= 1;
      if (i > j) return i;
      this.swap(i, j);
      i += 1;
      j -= 1;
    }
  }

  /** Mends up to five pairs; whether all is in order then. */
  private partialInsertion(a: number, b: number): boolean {
    let i = a + 1;
    for (let step = 0; step < MOST_SHIFTS; step += 1) {
      while (i < b && !this.less(i, i - 1)) i += 1;
      if (i === b) return true;
      if (b - a < SHORTEST_SHIFT) return false;
      this.swap(i, i - 1);
      if (i - a >= 2)
        for (let j = i - 1; j >= 1 && this.less(j, j - 1); j -= 1) this.swap(j, j - 1);
      if (b - i >= 2) for (let j = i + 1; j < b && this.less(j, j - 1); j += 1) this.swap(j, j - 1);
    }
    return false;
  }

  /** Scatters three elements, by a xorshift that begins with the length. */
  private breakPatterns(a: number, b: number): void {
    const length = b - a;
    if (length < 8) return;
    let random = BigInt(length);
    const mask = (1n << BigInt(bitsOf(length))) - 1n;
    const middle = a + Math.floor(length / 4) * 2;
    for (let at = middle - 1; at <= middle + 1; at += 1) {
      random = BigInt.asUintN(64, random ^ (random << 13n));
      random ^= random >> 7n;
      random = BigInt.asUintN(64, random ^ (random << 17n));
      const other = Number(random & mask);
      this.swap(at, a + (other >= length ? other - length : other));
    }
  }

  private choosePivot(a: number, b: number): [number, Hint] {
    const length = b - a;
    const quarter = Math.floor(length / 4);
    let [i, j, k] = [a + quarter, a + quarter * 2, a + quarter * 3];
    this.swaps = 0;
    if (length >= SHORTEST_NINTHER) {
      i = this.median(i - 1, i, i + 1);
      j = this.median(j - 1, j, j + 1);
      k = this.median(k - 1, k, k + 1);
    }
    if (length >= 8) j = this.median(i, j, k);
    if (this.swaps === 0) return [j, 'up'];
    return [j, this.swaps === MOST_SWAPS ? 'down' : 'unknown'];
  }

  private ordered(a: number, b: number): [number, number] {
    if (!this.less(b, a)) return [a, b];
    this.swaps += 1;
    return [b, a];
  }

  private median(first: number, second: number, third: number): number {
    const [a, b] = this.ordered(first, second);
    const [c] = this.ordered(b, third);
    return this.ordered(a, c)[1];
  }

  private reverse(a: number, b: number): void {
    for (let [i, j] = [a, b - 1]; i < j; i += 1, j -= 1) this.swap(i, j);
  }
}

/** The items as Go's `sort.Sort` (and `sort.Slice`) leaves them. */
export function goSort<T>(items: readonly T[], isLess: (a: T, b: T) => boolean): T[] {
  const data = [...items];
  if (data.length > 1) new GoSort(data, isLess).sort(0, data.length, bitsOf(data.length));
  return data;
}
