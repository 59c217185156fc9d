/** Unified diffs as Go's difflib writes them: around the longest equal blocks. Mirrors github.com/pmezard/go-difflib. */

const AROUND = 3;
/** In long texts, lines that come often start no block. */
const LONG = 200;

interface Block {
  readonly old: number;
  readonly next: number;
  readonly size: number;
}

interface Span {
  readonly fromOld: number;
  readonly toOld: number;
  readonly fromNext: number;
  readonly toNext: number;
}

/** Where each line stands in a text. */
function positions(lines: readonly string[]): ReadonlyMap<string, readonly number[]> {
  const found = new Map<string, number[]>();
  for (const [index, line] of lines.entries()) {
    const at = found.get(line);
    if (at) at.push(index);
    else found.set(line, [index]);
  }
  if (lines.length < LONG) return found;
  const often = Math.floor(lines.length / 100) + 1;
  return new Map([...found].filter(([, at]) => at.length <= often));
}

class Matcher {
  private readonly old: readonly string[];
  private readonly next: readonly string[];
  private readonly positions: ReadonlyMap<string, readonly number[]>;

  constructor(old: readonly string[], next: readonly string[]) {
    this.old = old;
    this.next = next;
    this.positions = positions(next);
  }

  /** The equal blocks in order, with an empty one at the end. */
  blocks(): readonly Block[] {
    const { length: toOld } = this.old;
    const { length: toNext } = this.next;
    const found = this.within({ fromOld: 0, toOld, fromNext: 0, toNext });
    return [...joined(found), { old: toOld, next: toNext, size: 0 }];
  }

  private within(span: Span): readonly Block[] {
    const block = this.longest(span);
    if (block.size === 0) return [];
    return [
      ...this.within({ ...span, toOld: block.old, toNext: block.next }),
      block,
      ...this.within({
        ...span,
        fromOld: block.old + block.size,
        fromNext: block.next + block.size,
      }),
    ];
  }

  private longest(span: Span): Block {
    let best: Block = { old: span.fromOld, next: span.fromNext, size: 0 };
    let sizes = new Map<number, number>();
    for (let old = span.fromOld; old < span.toOld; old += 1) {
      const here = new Map<number, number>();
      for (const next of this.positions.get(this.old[old] ?? '') ?? []) {
        if (next < span.fromNext || next >= span.toNext) continue;
        const size = (sizes.get(next - 1) ?? 0) + 1;
        here.set(next, size);
        if (size > best.size) best = { old: old - size + 1, next: next - size + 1, size };
      }
      sizes = here;
    }
    return this.stretched(best, span);
  }

  /** Lines that start no block may still belong to one. */
  private stretched(block: Block, span: Span): Block {
    let { old, next, size } = block;
    while (
      old > span.fromOld &&
      next > span.fromNext &&
      this.old[old - 1] === this.next[next - 1]
    ) {
      old -= 1;
      next -= 1;
      size += 1;
    }
    while (
      old + size < span.toOld &&
      next + size < span.toNext &&
      this.old[old + size] === this.next[next + size]
    )
      size += 1;
    return { old, next, size };
  }
}

/** Blocks that touch as one. */
function joined(blocks: readonly Block[]): readonly Block[] {
  const whole: Block[] = [];
  for (const block of blocks) {
    const last = whole.at(-1);
    if (last && last.old + last.size === block.old && last.next + last.size === block.next)
      whole[whole.length - 1] = { ...last, size: last.size + block.size };
    else whole.push(block);
  }
  return whole;
}

interface Change extends Span {
  readonly isEqual: boolean;
}

function changes(blocks: readonly Block[]): readonly Change[] {
  const list: Change[] = [];
  let [fromOld, fromNext] = [0, 0];
  for (const { old, next, size } of blocks) {
    if (fromOld < old || fromNext < next)
      list.push({ isEqual: false, fromOld, toOld: old, fromNext, toNext: next });
    [fromOld, fromNext] = [old + size, next + size];
    if (size > 0)
      list.push({ isEqual: true, fromOld: old, toOld: fromOld, fromNext: next, toNext: fromNext });
  }
  return list;
}

const head = (change: Change): Change => ({
  ...change,
  fromOld: Math.max(change.fromOld, change.toOld - AROUND),
  fromNext: Math.max(change.fromNext, change.toNext - AROUND),
});
const tail = (change: Change): Change => ({
  ...change,
  toOld: Math.min(change.toOld, change.fromOld + AROUND),
  toNext: Math.min(change.toNext, change.fromNext + AROUND),
});

/** The changes with what stands around them, those that are near each other together. */
function hunks(list: readonly Change[]): readonly (readonly Change[])[] {
  const groups: Change[][] = [];
  let group: Change[] = [];
  for (const [index, change] of list.entries()) {
    const isFirst = index === 0;
    const isLast = index === list.length - 1;
    if (!change.isEqual) group.push(change);
    else if (isFirst) group.push(head(change));
    else if (isLast) group.push(tail(change));
    else if (change.toOld - change.fromOld > 2 * AROUND) {
      groups.push([...group, tail(change)]);
      group = [head(change)];
    } else group.push(change);
  }
  if (group.some(({ isEqual }) => !isEqual)) groups.push(group);
  return groups;
}

function range(from: number, to: number): string {
  const size = to - from;
  if (size === 1) return `${from + 1}`;
  return `${size === 0 ? from : from + 1},${size}`;
}

/** The hunks of a unified diff, without a head. */
export function unifiedLines(old: readonly string[], next: readonly string[]): string {
  const marked = (lines: readonly string[], mark: string, from: number, to: number): string =>
    lines
      .slice(from, to)
      .map((line) => `${mark}${line}\n`)
      .join('');
  return hunks(changes(new Matcher(old, next).blocks()))
    .map((group) => {
      const [first, last] = [group[0], group.at(-1)];
      if (!first || !last) return '';
      const body = group.map(({ isEqual, fromOld, toOld, fromNext, toNext }) =>
        isEqual
          ? marked(old, ' ', fromOld, toOld)
          : marked(old, '-', fromOld, toOld) + marked(next, '+', fromNext, toNext),
      );
      const ranges = `-${range(first.fromOld, last.toOld)} +${range(first.fromNext, last.toNext)}`;
      return `@@ ${ranges} @@\n${body.join('')}`;
    })
    .join('');
}
