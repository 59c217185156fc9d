/** The learner's machine and the cluster's servers: what answers, what refuses, what is lost, and what load says of it. */
import { expect, it } from 'vitest';
import { AddressInUseError } from '#shell/network.ts';
import { createLab, type Lab } from './create-lab.ts';
import { createHostTurn } from './host-turn.ts';

async function shop(): Promise<Lab> {
  const lab = await createLab({ nodes: 3, freeze: true }, createHostTurn());
  await lab.run('kubectl create deployment web --image=nginx:1.21 --replicas=3');
  await lab.run('kubectl expose deployment web --port=80 --type=NodePort');
  await lab.settle();
  return lab;
}

const CODE = "curl -s -m 2 -o /dev/null -w '%{http_code}\\n'";

it('reaches Services, pods and node ports, by name and address', async () => {
  const lab = await shop();
  const out = async (line: string): Promise<string> => (await lab.run(line)).output;
  await lab.run("IP=$(kubectl get svc web -o jsonpath='{.spec.clusterIP}')");
  await lab.run("PORT=$(kubectl get svc web -o jsonpath='{.spec.ports[0].nodePort}')");
  await lab.run("POD=$(kubectl get pods -o jsonpath='{.items[0].status.podIP}')");
  for (const url of ['web', 'web.default.svc.cluster.local', '$IP', '$POD', 'node-1:$PORT']) {
    expect([url, await out(`${CODE} ${url}`)]).toEqual([url, '200\n']);
  }
  expect(await out('curl -s web | grep -o "Welcome to nginx!" | head -1')).toBe(
    'Welcome to nginx!\n',
  );
  expect(await out('curl -sS nowhere')).toBe('curl: (6) Could not resolve host: nowhere\n');
  expect(await out('curl -sS $POD:81')).toMatch(/^curl: \(7\) Failed to connect to .* port 81 /);
  expect(await out('nslookup web | tail -2; dig +short web')).toMatch(/^Address: (\S+)\n\n\1\n$/);
});

it('balances over what is ready, loses what a dead node had, and load counts it', async () => {
  const lab = await shop();
  const good = await lab.run('load http://web --rate 20 --for 10s');
  expect(good.output).toMatch(
    /Requests: +200 in 10\.0 s \(20\.0 a second\)\nSucceeded: +200\nFailed: +0\n/,
  );
  expect(good.output).toContain('Availability:  100 %\n');
  lab.failNode('node-2');
  const bad = await lab.run('load web --rate 20 --for 90s --fail');
  expect(bad.exit).toBe(1);
  expect(bad.output).toMatch(/Failures from the start on:\n +0s - (4|5)\ds +\d+ failed\n/);
  expect(bad.output).toMatch(/ {2}timeout\n/);
  await lab.run('kubectl scale deployment web --replicas=0');
  await lab.settle();
  expect((await lab.run('load web -n 5 -c 2')).output).toContain(
    '         5  connection refused\n',
  );
});

it('gives the same answers from inside a pod', async () => {
  const lab = await shop();
  await lab.run('kubectl run box --image=busybox:1.36 --command -- sleep 3600');
  await lab.settle();
  const inside = await lab.run('kubectl exec box -- wget -qO- web');
  expect(inside.output).toContain('Welcome to nginx!');
  const gone = await lab.run('kubectl exec deploy/web -- curl -sS -m 3 10.96.99.99');
  expect(gone.output).toContain('curl: (28) Connection timed out after 3000 milliseconds');
});

it('listens on the learner’s machine', async () => {
  const lab = await createLab({ nodes: 1 }, createHostTurn());
  const chunks = ['two\n', 'three\n', undefined];
  const door = lab.network.listen('127.0.0.1', 8080, async ({ url }) => {
    if (url.pathname === '/silent') return undefined;
    if (url.pathname === '/never') return new Promise(() => undefined);
    const more = url.pathname === '/stream' ? { more: async () => chunks.shift() } : {};
    return { status: 200, headers: [], body: 'one\n', ...more };
  });
  expect(() => lab.network.listen('127.0.0.1', 8080, async () => undefined)).toThrow(
    AddressInUseError,
  );
  expect(lab.network.listen('127.0.0.1', 0, async () => undefined).port).toBeGreaterThan(1024);
  const out = async (line: string): Promise<string> => (await lab.run(line)).output;
  expect(await out('curl -s localhost:8080/a')).toBe('one\n');
  expect(await out('curl -s localhost:8080/stream')).toBe('one\ntwo\nthree\n');
  expect(await out('curl -sS localhost:8080/silent')).toBe('curl: (52) Empty reply from server\n');
  expect(await out('curl -sS -m 1 localhost:8080/never')).toContain(
    '(28) Operation timed out after 1000',
  );
  door.close();
  expect(await out('curl -sS localhost:8080')).toContain(
    '(7) Failed to connect to localhost port 8080',
  );
});

it.each([
  ['hashicorp/http-echo:1.0', '5678', '-- -text=hi', /^hi\n$/],
  ['hashicorp/http-echo:1.0', '9090', '-- -listen=:9090 -text=there', /^there\n$/],
  ['traefik/whoami:v1.10', '80', '', /^Hostname: it\nIP: 127\.0\.0\.1\nIP: 10\.244\.\d\.\d+\n/],
  ['kicbase/echo-server:1.0', '8080', '', /^Request served by it\n\nGET \/ HTTP\/1\.1\n/],
  [
    'gcr.io/google-samples/hello-app:2.0',
    '8080',
    '',
    /^Hello, world!\nVersion: 2\.0\.0\nHostname: it\n$/,
  ],
  ['registry.k8s.io/e2e-test-images/agnhost:2.53', '9376', '-- serve-hostname', /^it$/],
])('%s answers at %s', async (image, port, args, answer) => {
  const lab = await createLab({ nodes: 1, freeze: true }, createHostTurn());
  await lab.run(`kubectl run it --image=${image} ${args}`);
  await lab.settle();
  const url = `$(kubectl get pod it -o jsonpath='{.status.podIP}'):${port}`;
  expect((await lab.run(`curl -sS ${url}`)).output).toMatch(answer);
});
