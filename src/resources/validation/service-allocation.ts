/** Addresses and ports a Service asks for by itself: free, and in range. Mirrors kubernetes pkg/registry/core/service/storage/alloc.go. */
import { invalid } from '#apimachinery/field-error.ts';
import {
  FIRST_NODE_PORT,
  isInBlocks,
  LAST_NODE_PORT,
  type serviceBlocks,
  takenBy,
} from '../services/allocate.ts';
import type { Service } from '../services/types.ts';
import { eachItem, type FieldErrors, none } from './fields.ts';

type Blocks = ReturnType<typeof serviceBlocks>;

function ipProblem(ip: string, taken: ReadonlySet<string>, blocks: Blocks): string {
  if (!isInBlocks(ip, blocks)) {
    return 'the provided network does not match the current range';
  }
  return taken.has(ip) ? 'provided IP is already allocated' : '';
}

function portProblem(port: number, taken: ReadonlySet<number>): string {
  if (port < FIRST_NODE_PORT || port > LAST_NODE_PORT) {
    const range = `${FIRST_NODE_PORT}-${LAST_NODE_PORT}`;
    return `provided port is not in the valid range. The range of valid ports is ${range}`;
  }
  return taken.has(port) ? 'provided port is already allocated' : '';
}

export function validateAllocations(
  service: Service,
  others: readonly Service[],
  blocks: Blocks,
): FieldErrors {
  const taken = takenBy(others, service);
  const { clusterIPs = [], ports } = service.spec;
  const [ip] = clusterIPs;
  const problem = ip && ip !== 'None' ? ipProblem(ip, taken.ips, blocks) : '';
  if (problem) {
    return [invalid('spec.clusterIPs', clusterIPs, `failed to allocate IP ${ip}: ${problem}`)];
  }
  return eachItem('spec.ports', ports, ({ nodePort }, at) => {
    const why = nodePort ? portProblem(nodePort, taken.ports) : '';
    return why ? [invalid(`${at}.nodePort`, nodePort, why)] : none;
  });
}
