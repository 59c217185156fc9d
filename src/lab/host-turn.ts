/** One turn of the event loop, without the 4 ms floor of nested timers. */
import type { HostTurn } from './drive.ts';

/** Node has it, browsers don't: read from the global so that both can load this file. */
const { setImmediate } = globalThis as { setImmediate?: (run: () => void) => void };

/** A macrotask: by setImmediate in Node, by a MessageChannel in pages and workers. */
export function createHostTurn(): HostTurn {
  if (setImmediate) return () => new Promise((resolve) => setImmediate(resolve));
  const channel = new MessageChannel();
  const waiting: (() => void)[] = [];
  channel.port1.onmessage = () => waiting.shift()?.();
  return () =>
    new Promise((resolve) => {
      waiting.push(resolve);
      channel.port2.postMessage(undefined);
    });
}
