/** `kubectl describe` of every kind, with most of the fields it tells: ours and the real one over the same cluster. Skipped, with a word, where there is no kubectl. */
import { execFile } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { createTwin, type Twin } from '../differential/twin.ts';
import { findKubectl } from '../fidelity/binary.ts';
import { kubeconfigText } from '../kubeconfig.ts';
import { type ClusterServer, startServer } from '../start-server.ts';

// A program of its own, on a machine that may be busy.
vi.setConfig({ testTimeout: 60_000, hookTimeout: 60_000 });

const HOME = '/home/learner';
const everything = readFileSync(new URL('everything.yaml', import.meta.url), 'utf8');

/** What happens to the objects before they are looked at. */
const afterwards = [
  'kubectl taint node node-2 dedicated=x:NoSchedule other=y:PreferNoSchedule',
  'kubectl cordon node-3',
  'kubectl certificate approve csr',
  `kubectl patch widget wheel --type=merge --subresource=status -p '{"status":{"phase":"Ready"}}'`,
  `kubectl patch ingress ing --subresource=status --type=merge -p '{"status":{"loadBalancer":{"ingress":[{"ip":"1.2.3.4"},{"hostname":"lb.example.com"}]}}}'`,
  `kubectl patch svc lb --subresource=status --type=merge -p '{"status":{"loadBalancer":{"ingress":[{"ip":"1.2.3.4","ipMode":"VIP"},{"hostname":"lb.example.com"}]}}}'`,
  'kubectl debug full --image=busybox:1.36 --profile=general -c dbg -q -- sleep 1000',
  'kubectl set image deployment/web nginx=nginx:1.28',
  'sleep 50',
  'sleep 50',
  'sleep 50',
  'sleep 50',
  'kubectl delete pod crash --wait=false',
];

/** A cluster full of objects that stands still, and our kubectl over it. */
async function fullCluster(): Promise<Twin> {
  const twin = await createTwin(HOME, undefined, everything.split(/^# then$/m));
  for (const line of afterwards) expect(await twin.run(line)).toMatchObject({ exit: 0 });
  return twin;
}

const kubectl = findKubectl(fileURLToPath(new URL('../../..', import.meta.url)));
/** `npm run check` leaves it out: it takes half a minute of a busy machine. */
const described = kubectl && !process.env['QUICK'] ? describe : describe.skip;

described(kubectl ? 'describe' : 'skipped: no real kubectl on this machine', () => {
  const folder = mkdtempSync(join(tmpdir(), 'reconcile-'));
  let server: ClusterServer;
  let ours: (line: string) => Promise<string>;

  const theirs = (line: string): Promise<string> =>
    new Promise((resolve) => {
      const environment = { PATH: '/usr/bin:/bin', HOME: folder, LANG: 'C.UTF-8', TZ: 'UTC' };
      const command = line.replace(/^kubectl/, `'${kubectl ?? ''}'`);
      execFile('bash', ['-c', command], { env: environment, maxBuffer: 1e8 }, (_, out, err) =>
        resolve(`${out}${err}`),
      );
    });

  beforeAll(async () => {
    const { cluster, run } = await fullCluster();
    ours = async (line) => {
      const { stdout, stderr } = await run(line);
      return `${stdout}${stderr}`;
    };
    server = await startServer({ port: 0, speed: 0, tls: false, token: 'token' }, cluster);
    const url = `http://127.0.0.1:${server.port}`;
    const text = kubeconfigText({ url, token: '', certificate: undefined });
    mkdirSync(join(folder, '.kube'));
    const anonymous = text.replace('user:\n      token: ""', 'user: {}');
    writeFileSync(join(folder, '.kube/config'), anonymous, { mode: 0o600 });
  });
  afterAll(async () => {
    await server?.stop();
    rmSync(folder, { recursive: true, force: true });
  });

  it('tells of every kind what the real one tells', async () => {
    const kinds = (await ours('kubectl api-resources --verbs=list,get -o name')).trim().split('\n');
    expect(kinds.length).toBeGreaterThan(50);
    const line = `kubectl describe ${kinds.join(',')} -A`;
    const expected = await theirs(line);
    expect(expected).toContain('Ephemeral Containers:');
    expect(await ours(line)).toBe(expected);
  });

  it.each([
    'kubectl describe pod fu',
    'kubectl describe pod nope',
    'kubectl describe pods -l app=full --show-events=false',
    'kubectl describe pods -l app=nope',
    'kubectl describe hpa.v1.autoscaling hpa',
    'kubectl describe node node-1 node-9',
  ])('%s', async (line) => {
    expect(await ours(line)).toBe(await theirs(line));
  });
});
