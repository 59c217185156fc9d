/** A Service and where it leads, as kubectl 1.35 describes them. */
import { describe, expect, test } from 'vitest';
import type { EndpointSlice } from '#resources/endpointslice.ts';
import type { Service } from '#resources/service.ts';
import { describeEndpointSlice } from './endpointslice.ts';
import { describeService, endpointsText } from './service.ts';
import { meta, nowMs } from './test-meta.ts';

describe('a service', () => {
  const slice = (ready: readonly boolean[]) =>
    ({
      ports: [{ name: '', port: 80 }],
      endpoints: ready.map((isReady, at) => ({
        addresses: [`10.244.0.${at + 1}`],
        conditions: { ready: isReady },
      })),
    }) as unknown as EndpointSlice;

  test.each([
    [[], '<none>'],
    [[slice([])], ''],
    [[slice([true, false])], '10.244.0.1:80'],
    [[slice([true, true, true])], '10.244.0.1:80,10.244.0.2:80,10.244.0.3:80'],
    [
      [slice([true, true, true, true, true])],
      '10.244.0.1:80,10.244.0.2:80,10.244.0.3:80 + 2 more...',
    ],
  ])('shows at most three ready endpoints (%#)', (slices, expected) => {
    expect(endpointsText(slices, '')).toBe(expected);
  });

  test('shows node ports', () => {
    const service = {
      metadata: meta('web'),
      spec: {
        type: 'NodePort',
        clusterIP: '10.96.1.2',
        clusterIPs: ['10.96.1.2'],
        ports: [{ port: 8080, targetPort: 'http', protocol: 'TCP', nodePort: 30080 }],
        sessionAffinity: 'None',
      },
    } as unknown as Service;
    expect(describeService(service, [], [], nowMs)).toBe(`Name:              web
Namespace:         default
Labels:            <none>
Annotations:       <none>
Selector:          <none>
Type:              NodePort
IP Families:       <none>
IP:                10.96.1.2
IPs:               10.96.1.2
Port:              <unset>  8080/TCP
TargetPort:        http/TCP
NodePort:          <unset>  30080/TCP
Endpoints:         <none>
Session Affinity:  None
Events:            <none>
`);
  });
});

test('endpoint slices', () => {
  const slice = {
    metadata: meta('web-x'),
    addressType: 'IPv4',
    endpoints: [
      { addresses: ['10.244.0.1'], conditions: {}, targetRef: { kind: 'Pod', name: 'p' } },
    ],
  } as unknown as EndpointSlice;
  expect(describeEndpointSlice(slice, undefined, nowMs)).toContain(`Ports: <unset>
Endpoints:
  - Addresses:  10.244.0.1
    Conditions:
      Ready:    <unset>
    Hostname:   <unset>
    TargetRef:  Pod/p
    NodeName:   <unset>
    Zone:       <unset>
`);
});
