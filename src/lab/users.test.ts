/** People and programs with fewer rights than the learner, as sessions; each answer is the real control plane's. */
import { beforeAll, describe, expect, it } from 'vitest';
import { createLab, type Lab } from './create-lab.ts';
import { createHostTurn } from './host-turn.ts';
import { replaySession } from './replay-session.ts';
import { parseLog } from './session-log.ts';

let lab: Lab;
const run = async (line: string): Promise<string> => (await lab.run(line)).output.trim();

const START = `
kubectl create serviceaccount bob
kubectl create role reader --verb=get,list --resource=pods
kubectl create rolebinding jane-reads --role=reader --user=jane
kubectl create rolebinding ghost --role=ghost --user=jane
kubectl create rolebinding mia-rules --clusterrole=admin --user=mia
`;

beforeAll(async () => {
  const home = { 'jane.key': 'KEY', 'jane.yaml': request() };
  lab = await createLab({ seed: 3, home }, createHostTurn());
  for (const line of START.trim().split('\n')) await run(line);
});

const refused = (who: string, rest: string): string => `User "${who}" cannot ${rest}`;
const inDefault = 'in API group "" in the namespace "default"';
const everywhere = 'in API group "" at the cluster scope';
const ghost = ': RBAC: role.rbac.authorization.k8s.io "ghost" not found';
const bob = 'system:serviceaccount:default:bob';

describe('Forbidden', () => {
  it.each([
    ['get pods --as=eve', 'pods is forbidden', refused('eve', `list resource "pods" ${inDefault}`)],
    [
      'get pod x --as=eve',
      'pods "x" is forbidden',
      refused('eve', `get resource "pods" ${inDefault}`),
    ],
    [
      'get pods -A --as=jane',
      'pods is forbidden',
      refused('jane', `list resource "pods" ${everywhere}`),
    ],
    [
      'get secrets --as=jane',
      'secrets is forbidden',
      refused('jane', `list resource "secrets" ${inDefault}${ghost}`),
    ],
    [
      'delete pod x --as=jane',
      'pods "x" is forbidden',
      refused('jane', `delete resource "pods" ${inDefault}${ghost}`),
    ],
    [
      `get nodes --as=${bob}`,
      'nodes is forbidden',
      refused(bob, `list resource "nodes" ${everywhere}`),
    ],
    [
      'get pods --as=system:anonymous',
      'pods is forbidden',
      refused('system:anonymous', `list resource "pods" ${inDefault}`),
    ],
    ['get --raw /metrics --as=eve', 'forbidden', refused('eve', 'get path "/metrics"')],
  ])('kubectl %s', async (command, what, why) => {
    expect(await run(`kubectl ${command}`)).toBe(`Error from server (Forbidden): ${what}: ${why}`);
  });

  it('not for what a role gives', async () => {
    const nothing = 'No resources found in default namespace.';
    expect(await run('kubectl get pods --as=jane')).toBe(nothing);
    expect(await run('kubectl get pods --as=eve --as-group=system:masters')).toBe(nothing);
  });

  it('nobody gives away more than they hold', async () => {
    expect(await run("kubectl create role all --verb='*' --resource='*' --as=mia")).toBe(
      `Error from server (Forbidden): roles.rbac.authorization.k8s.io "all" is forbidden: user "mia" (groups=["system:authenticated"]) is attempting to grant RBAC permissions not currently held:
{APIGroups:[""], Resources:["*"], Verbs:["*"]}`,
    );
    expect(await run('kubectl create role read --verb=get --resource=pods --as=mia')).toBe(
      'role.rbac.authorization.k8s.io/read created',
    );
    const binding = 'kubectl create rolebinding up --user=mia --as=mia';
    expect(await run(`${binding} --clusterrole=cluster-admin`)).toMatch(
      /^error: failed to create rolebinding: rolebindings\S+ "up" is forbidden: user "mia"/,
    );
  });
});

describe('kubectl auth', () => {
  it.each([
    ['can-i get pods --as=jane', 'yes'],
    ['can-i delete pods --as=eve', 'no'],
    ['can-i get secrets --as=jane', `no - ${ghost.slice(2)}`],
    ['can-i get /healthz --as=eve', 'yes'],
  ])('%s', async (command, answer) => {
    expect(await run(`kubectl auth ${command}`)).toBe(answer);
  });

  it('can-i --list', async () => {
    expect(await run('kubectl auth can-i --list --as=jane | head -3')).toBe(
      `Resources                                       Non-Resource URLs   Resource Names   Verbs
selfsubjectreviews.authentication.k8s.io        []                  []               [create]
selfsubjectaccessreviews.authorization.k8s.io   []                  []               [create]`,
    );
  });

  it('whoami --as', async () => {
    expect(await run('kubectl auth whoami --as=jane --as-group=devs --as-uid=12')).toBe(
      'ATTRIBUTE   VALUE\nUsername    jane\nUID         12\nGroups      [devs system:authenticated]',
    );
  });
});

describe('tokens', () => {
  const unauthorized = 'error: You must be logged in to the server (Unauthorized)';

  it('make whoever has one the service account', async () => {
    const whoami = await run('kubectl --token=$(kubectl create token bob) auth whoami');
    expect(whoami).toContain(`${bob}\n`);
    expect(whoami).toContain(
      '[system:serviceaccounts system:serviceaccounts:default system:authenticated]',
    );
    expect(whoami).toMatch(/credential-id +\[JTI=/);
  });

  it('are refused when they are none, are over, or lost their account', async () => {
    expect(await run('kubectl --token=abc get pods')).toBe(unauthorized);
    await run('kubectl create serviceaccount tim; kubectl create token tim > tim.token');
    expect(await run('kubectl --token=$(cat tim.token) get pods')).toContain('cannot list');
    await run('kubectl delete serviceaccount tim; sleep 11');
    expect(await run('kubectl --token=$(cat tim.token) get pods')).toBe(unauthorized);
    await run('kubectl create token bob --duration=10m > bob.token');
    await lab.advance(700_000);
    expect(await run('kubectl --token=$(cat bob.token) get pods')).toBe(unauthorized);
  });

  it.each([
    [
      'bob --duration=10s',
      'TokenRequest.authentication.k8s.io "" is invalid: spec.expirationSeconds: Invalid value: 10: may not specify a duration less than 10 minutes',
    ],
    ['nobody', 'serviceaccounts "nobody" not found'],
    ['bob --bound-object-kind=Pod --bound-object-name=x', 'pods "x" not found'],
  ])('create token %s', async (args, why) => {
    expect(await run(`kubectl create token ${args}`)).toBe(`error: failed to create token: ${why}`);
  });

  it('live in Secrets as long as their account', async () => {
    const secret =
      '{"apiVersion":"v1","kind":"Secret","type":"kubernetes.io/service-account-token","metadata":{"name":"tok","annotations":{"kubernetes.io/service-account.name":"ann"}}}';
    await run(`kubectl create serviceaccount ann; echo '${secret}' | kubectl create -f -; sleep 1`);
    const token = '$(kubectl get secret tok -o jsonpath={.data.token} | base64 -d)';
    expect(await run(`kubectl --token=${token} auth whoami`)).toContain('default:ann\n');
    await run('kubectl delete serviceaccount ann; sleep 1');
    expect(await run('kubectl get secrets')).toBe('No resources found in default namespace.');
  });
});

it('a certificate makes a user of the kubeconfig somebody', async () => {
  await run('kubectl create -f jane.yaml');
  expect(await run('kubectl get csr')).toMatch(/kube-apiserver-client +learner +10m +Pending$/);
  await run('kubectl certificate approve jane; sleep 1');
  expect(await run('kubectl get csr')).toMatch(/Approved,Issued$/);
  expect(await run('kubectl certificate deny jane')).toBe(
    'error: certificate signing request "jane" is already Approved',
  );
  await run('kubectl get csr jane -o jsonpath={.status.certificate} | base64 -d > jane.crt');
  await run(
    'kubectl config set-credentials jane --client-certificate=jane.crt --client-key=jane.key',
  );
  expect(await run('kubectl --user=jane auth whoami')).toBe(
    'ATTRIBUTE   VALUE\nUsername    jane\nGroups      [devs system:authenticated]',
  );
  expect(await run('kubectl --user=jane get pods')).toBe(
    'No resources found in default namespace.',
  );
  await lab.advance(700_000);
  expect(await run('kubectl --user=jane get pods')).toContain('Unauthorized');
});

it('a role gathers the rules of others', async () => {
  await run('kubectl create clusterrole all --aggregation-rule=team=web');
  await run('kubectl create clusterrole part --verb=get --resource=pods');
  await run('kubectl label clusterrole part team=web; sleep 1');
  expect(await run('kubectl describe clusterrole all | tail -1')).toBe(
    'pods       []                 []              [get]',
  );
});

it('reconcile adds what a file has and takes away what it has not', async () => {
  const file = 'kubectl create role r --verb=get,watch --resource=pods --dry-run=client -o yaml';
  await run(`kubectl create role r --verb=get,list --resource=pods; ${file} > r.yaml`);
  expect(await run('kubectl auth reconcile -f r.yaml --remove-extra-permissions')).toBe(
    `role.rbac.authorization.k8s.io/r reconciled
	reconciliation required update
	missing rules added:
		{Verbs:[watch] APIGroups:[] Resources:[pods] ResourceNames:[] NonResourceURLs:[]}
	extra rules removed:
		{Verbs:[list] APIGroups:[] Resources:[pods] ResourceNames:[] NonResourceURLs:[]}`,
  );
});

it('the log carries who did what', async () => {
  const other = await createLab({ seed: 4 }, createHostTurn());
  await other.run('kubectl create configmap a --as=eve');
  await other.run('kubectl create configmap b');
  const replayed = replaySession(parseLog(other.log.print()));
  expect(replayed.stateHash()).toBe(other.cluster.stateHash());
});

/** CN=jane, O=devs, made by openssl. */
function request(): string {
  const pem =
    'LS0tLS1CRUdJTiBDRVJUSUZJQ0FURSBSRVFVRVNULS0tLS0KTUlJQ1l6Q0NBVXNDQVFBd0hqRU5NQXNHQTFVRUF3d0VhbUZ1WlRFTk1Bc0dBMVVFQ2d3RVpHVjJjekNDQVNJdwpEUVlKS29aSWh2Y05BUUVCQlFBRGdnRVBBRENDQVFvQ2dnRUJBT2ZhU0VCRVdpKzZzM3pVcjVxTis2OWpPcnp1ClYrbFJyY0p1ZFBJeXk5cVJtdUpOMStNcDJEcWgyLzdDblRIdkZCYzN6NlUxNkNKY3Z0b1N2VkZWNTkwMjQ4UEIKY1RpL1FXNlBmazk1UkJpREtGWEgrS1pzUmJ0RGRVTk0vVVBTdElLU0U2TVBXYm9MdmJZL2FjOHZjNVNQNW5Qbwo0VEZ2cTJnckFjenJwN1BWY0FWUjQzb21OS2xVeWJsUVViSml4Yjd1RXZjbVdJamZqYUJEYnlta3d2S3p2NVd2CmhJcC8yYzkvVW15VWVCc253b08vSzFQOEtqaG5NSnc2WXFlYVV1V0dFb2poSS9HQ3hSWjBDbWI0bDRrZG9yYlgKRjhRN3F3UmpHS2w1NFpSSEpGbG9Ta0RxSVQ1cFBwQ0QyNk1iYndoazhuQzU3dC9aci9hbUVTUlRNV1VDQXdFQQpBYUFBTUEwR0NTcUdTSWIzRFFFQkN3VUFBNElCQVFCbXNvbHRxbWR1UzlMdmRBU0ZnWmNDQkxaZlRlQlBCU2xWCkpROWFqV0lnaDVaeGRuUVNCcXpUNnVwMWwrdWw5UHppYlY5aXpiOEVJK3REemRUWElWazQ5Vk5QVU9WM0d5VUoKVnlhZXFuVW1rMkdRRVVpamFPRjgvS3NuRm1CaUNvMHdSTzZLTGFFenZRbjlUK3dpOXVaYnRLdCtremF6clpEcApHQzREbFo5T1d3czhhZm9BNXNLd3p2YmdDN0ZsNUFEakhnU0hoNHVQUkVQRUtZMGU0b2JWNzY4dFUxVHFnN0hhCng2VVhqbC9vUlp1QldhMlBwdGwxaUQ4WGwwUTg3N0ROd2xDQnN5WmQ5ajZtOXF0RFRjZmNjaE9RNk1VY0xmamsKejhGUG9FY2lGZlBwMHdCOENWU0FwUmNyODRYbEVFaVRmaVdYdXJIQSs3ZXFMZjkyOFhaVAotLS0tLUVORCBDRVJUSUZJQ0FURSBSRVFVRVNULS0tLS0K';
  return `apiVersion: certificates.k8s.io/v1
kind: CertificateSigningRequest
metadata: {name: jane}
spec:
  request: ${pem}
  signerName: kubernetes.io/kube-apiserver-client
  usages: [client auth]
  expirationSeconds: 600
`;
}
