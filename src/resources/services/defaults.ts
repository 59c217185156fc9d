/** Defaults of a Service. Mirrors kubernetes pkg/apis/core/v1/defaults.go SetDefaults_Service. */
import { mapShared, replaced, withDefaults } from '../defaults/with-defaults.ts';
import {
  isExternallyAccessible,
  type Service,
  type ServicePort,
  type ServiceSpec,
} from './types.ts';

/** Three hours. */
const AFFINITY_SECONDS = 10_800;

function defaultPort(port: ServicePort): ServicePort {
  const next = withDefaults(port, { protocol: 'TCP' });
  const { targetPort } = next;
  const isUnset = targetPort === undefined || targetPort === 0 || targetPort === '';
  return isUnset ? { ...next, targetPort: next.port } : next;
}

function affinity(spec: ServiceSpec): ServiceSpec {
  const next = withDefaults(spec, { sessionAffinity: 'None' });
  if (next.sessionAffinity === 'ClientIP') {
    if (next.sessionAffinityConfig?.clientIP?.timeoutSeconds !== undefined) return next;
    return { ...next, sessionAffinityConfig: { clientIP: { timeoutSeconds: AFFINITY_SECONDS } } };
  }
  if (next.sessionAffinity !== 'None' || !next.sessionAffinityConfig) return next;
  const { sessionAffinityConfig: _, ...rest } = next;
  return rest;
}

function defaultSpec(spec: ServiceSpec): ServiceSpec {
  let next = withDefaults(affinity(spec), { type: 'ClusterIP' });
  next = replaced(next, 'ports', mapShared(next.ports, defaultPort));
  if (isExternallyAccessible(next)) next = withDefaults(next, { externalTrafficPolicy: 'Cluster' });
  if (next.type !== 'ExternalName') next = withDefaults(next, { internalTrafficPolicy: 'Cluster' });
  return next.type === 'LoadBalancer'
    ? withDefaults(next, { allocateLoadBalancerNodePorts: true })
    : next;
}

export function defaultService(service: Service): Service {
  const next = replaced(service, 'spec', defaultSpec(service.spec ?? {}));
  return next.status ? next : { ...next, status: { loadBalancer: {} } };
}
