/** What Services use of a quota. Mirrors kubernetes pkg/quota/v1/evaluator/core/services.go. */
import type { ResourceList } from '../pods/requests.ts';
import type { Service } from '../services/types.ts';
import type { Evaluator } from './evaluator.ts';

const COUNT = 'count/services';
const NAMES = [COUNT, 'services', 'services.nodeports', 'services.loadbalancers'];

function usage({ spec }: Service): ResourceList {
  const ports = spec.ports ?? [];
  const isBalanced = spec.type === 'LoadBalancer';
  const allocated =
    isBalanced && spec.allocateLoadBalancerNodePorts === false
      ? ports.filter(({ nodePort }) => nodePort).length
      : ports.length;
  const onNodes = isBalanced || spec.type === 'NodePort' ? allocated : 0;
  return {
    [COUNT]: '1',
    services: '1',
    'services.loadbalancers': isBalanced ? '1' : '0',
    'services.nodeports': String(onNodes),
  };
}

export const serviceEvaluator: Evaluator = {
  group: '',
  plural: 'services',
  countsUpdate: () => true,
  matching: (names) => names.filter((name) => NAMES.includes(name)),
  usage: (object) => usage(object as Service),
  isInScope: () => false,
  givesBack: (next, old) => (next as Service).spec !== (old as Service).spec,
};
