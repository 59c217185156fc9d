/** The addresses of a cluster: nodes, and the pods on them. */

/** Pod addresses of one node, handed out in turn as containerd's host-local does. */
export interface AddressPool {
  allocate(): string;
  release(address: string): void;
  /** Takes all back, as a reboot does; what comes next goes on from where it was. */
  releaseAll(): void;
}

/** A /24 has 253 for pods: .1 is the bridge. */
const FIRST = 2;
const LAST = 254;
const PER_BLOCK = LAST - FIRST + 1;

/** 2 ⇒ "172.18.0.4": node-1 comes after the control plane. */
export function nodeAddress(index: number): string {
  const at = index + 2;
  return `172.${18 + (at >> 16)}.${(at >> 8) & 255}.${at & 255}`;
}

/**
 * The block-th 24 bits of a node: 10.244.N for node-N. Differs: nodes beyond 255 and pods beyond 253
 * a node go on in 10.64.0.0/10 and 100.64.0.0/10, which no real network would give them.
 */
function prefix(index: number, block: number): string {
  if (block > 0) {
    const at = index * 8 + block;
    return `100.${64 + ((at >> 8) & 63)}.${at & 255}`;
  }
  return index < 256 ? `10.244.${index}` : `10.${64 + ((index >> 8) & 63)}.${index & 255}`;
}

/** The pool of node-N. */
export function createAddressPool(index: number): AddressPool {
  const used = new Set<number>();
  let next = 0;
  const limit = PER_BLOCK * 8;
  const span = (): number => (used.size < PER_BLOCK ? PER_BLOCK : limit);
  const print = (at: number): string =>
    `${prefix(index, Math.floor(at / PER_BLOCK))}.${FIRST + (at % PER_BLOCK)}`;
  const numbers = new Map<string, number>();
  return {
    allocate: () => {
      const width = span();
      while (used.has(next % width)) next += 1;
      const at = next % width;
      next = at + 1;
      used.add(at);
      const address = print(at);
      numbers.set(address, at);
      return address;
    },
    release: (address) => {
      const at = numbers.get(address);
      if (at !== undefined) used.delete(at);
      numbers.delete(address);
    },
    releaseAll: () => {
      used.clear();
      numbers.clear();
    },
  };
}
