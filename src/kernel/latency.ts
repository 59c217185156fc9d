/** Every delay of the cluster, named, in one place: milliseconds of virtual time (design §3.3). */
export const latency = {
  /** From a write to its arrival at a watcher. */
  watchDeliveryMs: 5,
  /** From a key's arrival in a work queue to its reconcile. */
  workQueueMs: 2,
  /** From an unscheduled pod's arrival at the scheduler to its binding. */
  schedulingMs: 20,
  /** From an unschedulable pod to the next try without an event (upstream: flush after 5 min). */
  unschedulableFlushMs: 300_000,
  /** A pull of an image of ordinary size onto a node that lacks it. Varies by size in the catalogue. */
  imagePullMs: 800,
  /** Making a pod's sandbox (network, cgroup). */
  sandboxMs: 150,
  /** Starting one container. */
  containerStartMs: 100,
  /** From a container's change of state to the kubelet noticing (upstream's PLEG relists each second). */
  plegMs: 300,
  /** From the kubelet's knowing to the pod's status in the API. */
  statusUpdateMs: 50,
  /** The kubelet renews its Lease. */
  leaseRenewMs: 10_000,
  /** The kubelet posts its node's status when nothing changed. */
  nodeStatusReportMs: 300_000,
  /** The node-lifecycle controller looks at the nodes. */
  nodeMonitorPeriodMs: 5_000,
  /** Without a heartbeat for so long a node is Unknown (default since 1.32). */
  nodeMonitorGraceMs: 50_000,
  /** First wait after a container crashed a second time; doubles to the maximum. */
  crashBackOffMs: 10_000,
  crashBackOffMaxMs: 300_000,
  /** A container that ran so long starts from the first back-off again. */
  crashBackOffResetMs: 600_000,
  imageBackOffMs: 10_000,
  imageBackOffMaxMs: 300_000,
  /** A Job is looked at so long after a change of its pods or its status: what changes together is counted together. */
  jobSyncBatchMs: 1_000,
  /** First wait of a Job after a failed pod; doubles to the maximum. */
  jobPodBackOffMs: 10_000,
  jobPodBackOffMaxMs: 600_000,
  /** Pod GC looks at the pods. */
  podGcPeriodMs: 20_000,
  /** The volume controller looks at every claim that is not bound. */
  volumeResyncMs: 15_000,
  /** Until a new claim is looked at: volumes that came with it are ready by then, as after a real `kubectl apply`. */
  newClaimMs: 30,
  /** A provisioner makes, deletes or grows a volume. */
  volumeProvisionMs: 1_000,
  /** The quota controller counts everything anew. */
  quotaResyncMs: 300_000,
  /** The API server believes a token that it found good for so long without another look. */
  tokenCacheMs: 10_000,
  /** The API server puts its Service `kubernetes` back, when it is missing. */
  kubernetesServicePeriodMs: 10_000,
} as const;
