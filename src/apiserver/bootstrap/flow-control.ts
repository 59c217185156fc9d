/** The FlowSchemas and priority levels a cluster is born with. Facts of apiserver pkg/apis/flowcontrol/bootstrap/default.go. */

const annotations = { 'apf.kubernetes.io/autoupdate-spec': 'true' };
const metadataOf = (name: string) => ({ name, annotations, generation: 1 });

/** Name ⇒ shares, percent that may be lent, queues and hand size; none where requests are refused. */
const levels: Readonly<Record<string, readonly number[]>> = {
  'catch-all': [5, 0],
  'global-default': [20, 50, 128, 6],
  'leader-election': [10, 0, 16, 4],
  'node-high': [40, 25, 64, 6],
  system: [30, 33, 64, 6],
  'workload-high': [40, 50, 128, 6],
  'workload-low': [100, 90, 128, 6],
};

const queueLengthLimit = 50;

export function priorityLevels(): readonly object[] {
  const limited = Object.entries(levels).map(
    ([name, [nominalConcurrencyShares = 0, lendablePercent = 0, queues, handSize]]) => ({
      metadata: metadataOf(name),
      spec: {
        type: 'Limited',
        limited: {
          nominalConcurrencyShares,
          lendablePercent,
          limitResponse:
            queues === undefined
              ? { type: 'Reject' }
              : { type: 'Queue', queuing: { queues, handSize, queueLengthLimit } },
        },
      },
      status: {},
    }),
  );
  const exempt = { nominalConcurrencyShares: 0, lendablePercent: 0 };
  const spec = { type: 'Exempt', exempt };
  return [...limited, { metadata: metadataOf('exempt'), spec, status: {} }];
}

interface Flow {
  readonly level: string;
  readonly precedence: number;
  readonly by?: string;
  /** `g:` a group, `u:` a user, `a:` the accounts of a namespace. */
  readonly subjects: readonly string[];
  /** `verbs groups resources`, `+` in front for what has no namespace too; or `verbs paths`. */
  readonly rules?: readonly string[];
}

const everybody = ['g:system:unauthenticated', 'g:system:authenticated'];
const everything = ['* *', '+* * *'];
const manager = 'u:system:kube-controller-manager';
const scheduler = 'u:system:kube-scheduler';

const flows: Readonly<Record<string, Flow>> = {
  exempt: { level: 'exempt', precedence: 1, subjects: ['g:system:masters'] },
  probes: {
    level: 'exempt',
    precedence: 2,
    subjects: everybody,
    rules: ['get /healthz,/readyz,/livez'],
  },
  'system-leader-election': {
    level: 'leader-election',
    precedence: 100,
    by: 'ByUser',
    subjects: [manager, scheduler, 'a:kube-system'],
    rules: ['get,create,update coordination.k8s.io leases'],
  },
  'system-node-high': {
    level: 'node-high',
    precedence: 400,
    by: 'ByUser',
    subjects: ['g:system:nodes'],
    rules: ['+* core nodes,nodes/status', '* coordination.k8s.io leases'],
  },
  'system-nodes': {
    level: 'system',
    precedence: 500,
    by: 'ByUser',
    subjects: ['g:system:nodes'],
  },
  'kube-controller-manager': {
    level: 'workload-high',
    precedence: 800,
    by: 'ByNamespace',
    subjects: [manager],
  },
  'kube-scheduler': {
    level: 'workload-high',
    precedence: 800,
    by: 'ByNamespace',
    subjects: [scheduler],
  },
  'kube-system-service-accounts': {
    level: 'workload-high',
    precedence: 900,
    by: 'ByNamespace',
    subjects: ['a:kube-system'],
  },
  'service-accounts': {
    level: 'workload-low',
    precedence: 9000,
    by: 'ByUser',
    subjects: ['g:system:serviceaccounts'],
  },
  'global-default': {
    level: 'global-default',
    precedence: 9900,
    by: 'ByUser',
    subjects: everybody,
  },
  'catch-all': { level: 'catch-all', precedence: 10_000, by: 'ByUser', subjects: everybody },
};

function subjectOf(text: string): object {
  const name = text.slice(2);
  if (text.startsWith('g:')) return { kind: 'Group', group: { name } };
  if (text.startsWith('u:')) return { kind: 'User', user: { name } };
  return { kind: 'ServiceAccount', serviceAccount: { name: '*', namespace: name } };
}

function rulesOf(lines: readonly string[]): object {
  const parts = lines.map((line) => line.replace('+', '').split(' '));
  const paths = parts.filter(({ length }) => length === 2);
  const nonResourceRules = paths.map(([verbs = '', urls = '']) => ({
    verbs: verbs.split(','),
    nonResourceURLs: urls.split(','),
  }));
  const resourceRules = parts.flatMap(([verbs = '', group = '', resources], at) =>
    resources === undefined
      ? []
      : [
          {
            verbs: verbs.split(','),
            apiGroups: [group === 'core' ? '' : group],
            resources: resources.split(','),
            ...(lines[at]?.startsWith('+') ? { clusterScope: true } : {}),
            namespaces: ['*'],
          },
        ],
  );
  return {
    ...(nonResourceRules.length > 0 ? { nonResourceRules } : {}),
    ...(resourceRules.length > 0 ? { resourceRules } : {}),
  };
}

/** The schemas; that their levels are there is known since `now`. */
export const flowSchemas = (now: string): readonly object[] =>
  Object.entries(flows).map(([name, { level, precedence, by, subjects, rules = everything }]) => ({
    metadata: metadataOf(name),
    spec: {
      priorityLevelConfiguration: { name: level },
      matchingPrecedence: precedence,
      ...(by ? { distinguisherMethod: { type: by } } : {}),
      rules: [{ subjects: subjects.map(subjectOf), ...rulesOf(rules) }],
    },
    status: {
      conditions: [
        {
          type: 'Dangling',
          status: 'False',
          lastTransitionTime: now,
          reason: 'Found',
          message: `This FlowSchema references the PriorityLevelConfiguration object named "${level}" and it exists`,
        },
      ],
    },
  }));
