/** Quotas, limit ranges, priorities, ingresses and policies as sessions; each answer is what a real kubectl said of a real API server. */
import { beforeAll, describe, expect, it } from 'vitest';
import { createLab, type Lab } from './create-lab.ts';
import { createHostTurn } from './host-turn.ts';

let lab: Lab;
const run = async (line: string): Promise<string> => (await lab.run(line)).output.trim();
const lines = (output: string): readonly string[] =>
  output.split('\n').map((line) => line.trimEnd());

const LIMITS = `
apiVersion: v1
kind: LimitRange
metadata: {name: limits}
spec:
  limits:
  - type: Container
    max: {cpu: "1", memory: 1Gi}
    min: {cpu: 100m, memory: 10Mi}
    default: {cpu: 500m, memory: 200Mi}
    defaultRequest: {cpu: 200m, memory: 100Mi}
    maxLimitRequestRatio: {cpu: "4"}
`;

const POLICY = `
apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata: {name: np}
spec:
  podSelector: {matchLabels: {app: web}}
  policyTypes: [Ingress, Egress]
  ingress:
  - from:
    - podSelector: {matchLabels: {app: api}}
    - ipBlock: {cidr: 10.0.0.0/8, except: [10.1.0.0/16]}
    ports: [{port: 80}, {protocol: UDP, port: dns}, {port: 8000, endPort: 9000}]
  - {}
`;

beforeAll(async () => {
  const home = { 'limits.yaml': LIMITS, 'policy.yaml': POLICY };
  lab = await createLab({ seed: 3, home }, createHostTurn());
});

const withResources = (name: string, resources: object): string =>
  `kubectl run ${name} --image=nginx --overrides='${JSON.stringify({
    spec: { containers: [{ name, image: 'nginx', resources }] },
  })}'`;
const forbidden = (name: string, why: string): string =>
  `Error from server (Forbidden): pods "${name}" is forbidden: ${why}`;

describe('a quota', () => {
  it('refuses what does not say what it needs, and what is too much', async () => {
    await run('kubectl create ns q; sleep 1');
    await run('kubectl config set-context --current --namespace=q');
    await run('kubectl create quota compute --hard=pods=1,limits.cpu=1');
    expect(await run('kubectl run a --image=nginx')).toBe(
      forbidden('a', 'failed quota: compute: must specify limits.cpu for: a'),
    );
    expect(await run(withResources('b', { limits: { cpu: '3' } }))).toBe(
      forbidden(
        'b',
        'exceeded quota: compute, requested: limits.cpu=3, used: limits.cpu=0, limited: limits.cpu=1',
      ),
    );
    expect(await run(withResources('c', { limits: { cpu: '500m' } }))).toBe('pod/c created');
    expect(await run(withResources('d', { limits: { cpu: '500m' } }))).toBe(
      forbidden('d', 'exceeded quota: compute, requested: pods=1, used: pods=1, limited: pods=1'),
    );
    expect(lines(await run('kubectl describe quota compute'))).toEqual([
      'Name:       compute',
      'Namespace:  q',
      'Resource    Used  Hard',
      '--------    ----  ----',
      'limits.cpu  500m  1',
      'pods        1     1',
    ]);
  });

  it('counts objects of every kind', async () => {
    await run('kubectl create quota objects --hard=count/deployments.apps=1');
    await run('kubectl create deployment one --image=nginx');
    expect(await run('kubectl create deployment two --image=nginx')).toBe(
      'error: failed to create deployment: deployments.apps "two" is forbidden: exceeded quota: objects, requested: count/deployments.apps=1, used: count/deployments.apps=1, limited: count/deployments.apps=1',
    );
  });

  it('has only scopes that there are', async () => {
    expect(await run('kubectl create quota q1 --hard=pods=1 --scopes=Foo')).toBe(
      'error: failed to create quota: ResourceQuota "q1" is invalid: spec.scopes: Invalid value: ["Foo"]: unsupported scope',
    );
  });
});

describe('a limit range', () => {
  beforeAll(async () => {
    await run('kubectl create ns l; sleep 1');
    await run('kubectl config set-context --current --namespace=l');
    await run('kubectl apply -f limits.yaml');
  });

  it('gives what is not said, and says so', async () => {
    await run('kubectl run a --image=nginx');
    expect(await run('kubectl get pod a -o jsonpath="{.spec.containers[0].resources}"')).toBe(
      '{"limits":{"cpu":"500m","memory":"200Mi"},"requests":{"cpu":"200m","memory":"100Mi"}}',
    );
    expect(await run('kubectl describe pod a')).toContain(
      'LimitRanger plugin set: cpu, memory request for container a; cpu, memory limit for container a',
    );
  });

  it('refuses what is too much, too little and too far apart, all at once', async () => {
    const resources = {
      requests: { cpu: '50m', memory: '1Mi' },
      limits: { cpu: '900m', memory: '2Gi' },
    };
    expect(await run(withResources('c', resources))).toBe(
      forbidden(
        'c',
        '[minimum cpu usage per Container is 100m, but request is 50m, minimum memory usage per Container is 10Mi, but request is 1Mi, maximum memory usage per Container is 1Gi, but limit is 2Gi, cpu max limit to request ratio per Container is 4, but provided ratio is 18.000000]',
      ),
    );
  });
});

describe('kubectl', () => {
  it('describes a policy', async () => {
    await run('kubectl apply -n default -f policy.yaml');
    const said = lines(await run('kubectl describe netpol np -n default'));
    expect(said.slice(said.indexOf('Spec:'))).toEqual([
      'Spec:',
      '  PodSelector:     app=web',
      '  Allowing ingress traffic:',
      '    To Port: 80/TCP',
      '    To Port: dns/UDP',
      '    To Port Range: 8000-9000/TCP',
      '    From:',
      '      PodSelector: app=api',
      '    From:',
      '      IPBlock:',
      '        CIDR: 10.0.0.0/8',
      '        Except: 10.1.0.0/16',
      '    ----------',
      '    To Port: <any> (traffic allowed to all ports)',
      '    From: <any> (traffic not restricted by source)',
      '  Allowing egress traffic:',
      '    <none> (Selected pods are isolated for egress connectivity)',
      '  Policy Types: Ingress, Egress',
    ]);
  });

  it('makes an ingress of rules', async () => {
    expect(await run('kubectl create ingress i --rule=foo')).toBe(
      'error: rule foo is invalid and should be in format host/path=svcname:svcport[,tls[=secret]]',
    );
    await run(
      'kubectl create ingress web -n default --rule="a.com/x*=svc:80,tls=s1" --default-backend=d:http --class=c',
    );
    expect(lines(await run('kubectl get ing web -n default'))[1]).toMatch(
      /^web +c +a\.com +80, 443 +\d+s$/,
    );
    expect(await run('kubectl describe ing web -n default')).toContain(
      `Default backend:  d:http (<error: services "d" not found>)`,
    );
  });

  it('makes a class of priority, which pods may name', async () => {
    await run('kubectl create priorityclass high --value=1000');
    const named = (name: string): string =>
      `kubectl run ${name} -n default --image=nginx --overrides='{"spec":{"priorityClassName":"${name}"}}'`;
    expect(await run(named('none'))).toBe(
      forbidden('none', 'no PriorityClass with name none was found'),
    );
    await run(named('high'));
    expect(await run('kubectl get pod high -n default -o jsonpath="{.spec.priority}"')).toBe(
      '1000',
    );
  });

  it.each([
    [
      'get endpoints',
      'Warning: v1 Endpoints is deprecated in v1.33+; use discovery.k8s.io/v1 EndpointSlice',
    ],
    ['get cs', 'Warning: v1 ComponentStatus is deprecated in v1.19+'],
  ])('is warned at %s', async (command, warning) => {
    expect(await run(`kubectl ${command}`)).toContain(warning);
  });
});
