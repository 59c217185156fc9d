/** Golden descriptions: objects as the real API server gave them, and what the real kubectl said of them. */

import { expect, test } from 'vitest';
import { parse } from 'yaml';
import { parseTime } from '#apimachinery/time.ts';
import type { Event } from '#resources/event.ts';
import type { Pod } from '#resources/pod.ts';
import { describePod } from './pod.ts';

const pod = parse(`
apiVersion: v1
kind: Pod
metadata:
  annotations:
    kubectl.kubernetes.io/last-applied-configuration: |
      {"apiVersion":"v1","kind":"Pod","metadata":{"annotations":{"team":"blue"},"labels":{"app":"web","tier":"front"},"name":"web","namespace":"default"},"spec":{"containers":[{"env":[{"name":"MODE","value":"prod"}],"image":"nginx:1.21","name":"nginx","ports":[{"containerPort":80,"name":"http"}],"readinessProbe":{"httpGet":{"path":"/","port":80},"periodSeconds":5},"resources":{"limits":{"cpu":"500m","memory":"128Mi"},"requests":{"cpu":"100m","memory":"64Mi"}}}]}}
    team: blue
  creationTimestamp: "2026-11-23T00:48:13Z"
  generation: 1
  labels:
    app: web
    tier: front
  name: web
  namespace: default
  resourceVersion: "443"
  uid: 8cac4207-6083-4d1f-8574-ebb1dd489d3f
spec:
  containers:
  - env:
    - name: MODE
      value: prod
    image: nginx:1.21
    imagePullPolicy: IfNotPresent
    name: nginx
    ports:
    - containerPort: 80
      name: http
      protocol: TCP
    readinessProbe:
      failureThreshold: 3
      httpGet:
        path: /
        port: 80
        scheme: HTTP
      periodSeconds: 5
      successThreshold: 1
      timeoutSeconds: 1
    resources:
      limits:
        cpu: 500m
        memory: 128Mi
      requests:
        cpu: 100m
        memory: 64Mi
    terminationMessagePath: /dev/termination-log
    terminationMessagePolicy: File
    volumeMounts:
    - mountPath: /var/run/secrets/kubernetes.io/serviceaccount
      name: kube-api-access-zk6tg
      readOnly: true
  dnsPolicy: ClusterFirst
  enableServiceLinks: true
  nodeName: node-2
  preemptionPolicy: PreemptLowerPriority
  priority: 0
  restartPolicy: Always
  schedulerName: default-scheduler
  securityContext: {}
  serviceAccount: default
  serviceAccountName: default
  terminationGracePeriodSeconds: 30
  tolerations:
  - effect: NoExecute
    key: node.kubernetes.io/not-ready
    operator: Exists
    tolerationSeconds: 300
  - effect: NoExecute
    key: node.kubernetes.io/unreachable
    operator: Exists
    tolerationSeconds: 300
  volumes:
  - name: kube-api-access-zk6tg
    projected:
      defaultMode: 420
      sources:
      - serviceAccountToken:
          expirationSeconds: 3607
          path: token
      - configMap:
          items:
          - key: ca.crt
            path: ca.crt
          name: kube-root-ca.crt
      - downwardAPI:
          items:
          - fieldRef:
              apiVersion: v1
              fieldPath: metadata.namespace
            path: namespace
status:
  conditions:
  - lastProbeTime: null
    lastTransitionTime: "2026-11-23T00:48:15Z"
    observedGeneration: 1
    status: "True"
    type: PodReadyToStartContainers
  - lastProbeTime: null
    lastTransitionTime: "2026-11-23T00:48:13Z"
    observedGeneration: 1
    status: "True"
    type: Initialized
  - lastProbeTime: null
    lastTransitionTime: "2026-11-23T00:48:15Z"
    observedGeneration: 1
    status: "True"
    type: Ready
  - lastProbeTime: null
    lastTransitionTime: "2026-11-23T00:48:15Z"
    observedGeneration: 1
    status: "True"
    type: ContainersReady
  - lastProbeTime: null
    lastTransitionTime: "2026-11-23T00:48:13Z"
    observedGeneration: 1
    status: "True"
    type: PodScheduled
  containerStatuses:
  - allocatedResources:
      cpu: 100m
      memory: 64Mi
    containerID: containerd://5df8e1303d6e64b980fc6a7ce45ba027f1990eacdf268d0d9e4898144fa3eddd
    image: docker.io/library/nginx:1.21
    imageID: docker.io/library/nginx@sha256:8064de32e399d615e97da51994e02970333f179c70423e7202d6aa16274d1149
    lastState: {}
    name: nginx
    ready: true
    resources:
      limits:
        cpu: 500m
        memory: 128Mi
      requests:
        cpu: 100m
        memory: 64Mi
    restartCount: 0
    started: true
    state:
      running:
        startedAt: "2026-11-23T00:48:15Z"
    user:
      linux:
        gid: 0
        supplementalGroups:
        - 0
        uid: 0
    volumeMounts:
    - mountPath: /var/run/secrets/kubernetes.io/serviceaccount
      name: kube-api-access-zk6tg
      readOnly: true
      recursiveReadOnly: Disabled
  hostIP: 172.18.0.4
  hostIPs:
  - ip: 172.18.0.4
  observedGeneration: 1
  phase: Running
  podIP: 10.244.2.2
  podIPs:
  - ip: 10.244.2.2
  qosClass: Burstable
  startTime: "2026-11-23T00:48:13Z"
`) as Pod;

const nowMs = parseTime('2026-11-23T00:48:20Z');
const event = (time: string, reason: string, component: string, message: string, field = true) =>
  ({
    type: 'Normal',
    reason,
    message,
    source: { component },
    involvedObject: field ? { fieldPath: 'spec.containers{nginx}' } : {},
    firstTimestamp: `2026-11-23T00:48:${time}Z`,
    lastTimestamp: `2026-11-23T00:48:${time}Z`,
    count: 1,
  }) as unknown as Event;
const events = [
  event('15', 'Created', 'kubelet', 'Container created'),
  event(
    '14',
    'Scheduled',
    'default-scheduler',
    'Successfully assigned default/web to node-2',
    false,
  ),
  event('14', 'Pulling', 'kubelet', 'Pulling image "nginx:1.21"'),
];

const description = `Name:             web
Namespace:        default
Priority:         0
Service Account:  default
Node:             node-2/172.18.0.4
Start Time:       Mon, 23 Nov 2026 00:48:13 +0000
Labels:           app=web
                  tier=front
Annotations:      team: blue
Status:           Running
IP:               10.244.2.2
IPs:
  IP:  10.244.2.2
Containers:
  nginx:
    Container ID:   containerd://5df8e1303d6e64b980fc6a7ce45ba027f1990eacdf268d0d9e4898144fa3eddd
    Image:          nginx:1.21
    Image ID:       docker.io/library/nginx@sha256:8064de32e399d615e97da51994e02970333f179c70423e7202d6aa16274d1149
    Port:           80/TCP (http)
    Host Port:      0/TCP (http)
    State:          Running
      Started:      Mon, 23 Nov 2026 00:48:15 +0000
    Ready:          True
    Restart Count:  0
    Limits:
      cpu:     500m
      memory:  128Mi
    Requests:
      cpu:      100m
      memory:   64Mi
    Readiness:  http-get http://:80/ delay=0s timeout=1s period=5s #success=1 #failure=3
    Environment:
      MODE:  prod
    Mounts:
      /var/run/secrets/kubernetes.io/serviceaccount from kube-api-access-zk6tg (ro)
Conditions:
  Type                        Status
  PodReadyToStartContainers   True 
  Initialized                 True 
  Ready                       True 
  ContainersReady             True 
  PodScheduled                True 
Volumes:
  kube-api-access-zk6tg:
    Type:                    Projected (a volume that contains injected data from multiple sources)
    TokenExpirationSeconds:  3607
    ConfigMapName:           kube-root-ca.crt
    Optional:                false
    DownwardAPI:             true
QoS Class:                   Burstable
Node-Selectors:              <none>
Tolerations:                 node.kubernetes.io/not-ready:NoExecute op=Exists for 300s
                             node.kubernetes.io/unreachable:NoExecute op=Exists for 300s
`;

const eventTable = `Events:
  Type    Reason     Age   From               Message
  ----    ------     ----  ----               -------
  Normal  Scheduled  6s    default-scheduler  Successfully assigned default/web to node-2
  Normal  Pulling    6s    kubelet            spec.containers{nginx}: Pulling image "nginx:1.21"
  Normal  Created    5s    kubelet            spec.containers{nginx}: Container created
`;

test('a running pod, with its events by time', () => {
  expect(describePod(pod, events, nowMs)).toBe(description + eventTable);
});

test('without events when they are not asked for, and <none> when there are none', () => {
  expect(describePod(pod, undefined, nowMs)).toBe(description);
  expect(describePod(pod, [], nowMs).split('\n').at(-2)).toBe(
    'Events:                      <none>',
  );
});

test('a pod on its way out says since when, and its grace period', () => {
  const going = {
    ...pod,
    metadata: {
      ...pod.metadata,
      deletionTimestamp: '2026-11-23T00:48:10Z',
      deletionGracePeriodSeconds: 30,
    },
  };
  const text = describePod(going, undefined, nowMs);
  expect(text).toContain('Status:                    Terminating (lasts 10s)\n');
  expect(text).toContain('Termination Grace Period:  30s\n');
});
