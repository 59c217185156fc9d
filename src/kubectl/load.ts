/** Parts of kubectl that are loaded when they are first asked for. */
import { KubectlError } from './errors.ts';
import type { KubectlHost } from './host.ts';

/** `await load(host, () => import('./describe/index.ts'))`; a part that does not come is refused in words. */
export const load = <T>(host: Pick<KubectlHost, 'clock'>, module: () => Promise<T>): Promise<T> =>
  host.clock.load(module).catch((error: Error) => {
    throw new KubectlError(`this part of kubectl cannot be loaded: ${error.message}`);
  });
