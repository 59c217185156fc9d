/** The real kubectl over HTTPS does what a person would do with it. Skipped, with a word, where there is none. */
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { findKubectl } from './fidelity/binary.ts';
import { type Bench, startBench } from './testing.ts';

// Programs of their own, on a machine that may be busy.
vi.setConfig({ testTimeout: 60_000, hookTimeout: 60_000 });

const kubectl = findKubectl(fileURLToPath(new URL('../..', import.meta.url)));
const described = kubectl ? describe : describe.skip;

described(kubectl ? 'the real kubectl' : 'skipped: no real kubectl on this machine', () => {
  let bench: Bench;
  const run = (...args: string[]) => bench.run(args);
  /** The output of a command that must succeed. */
  const out = async (line: string, input?: string): Promise<string> => {
    const options = input === undefined ? {} : { input };
    const { output, exit } = await bench.run(line.split(' '), options);
    expect({ line, output, exit }).toMatchObject({ exit: 0 });
    return output;
  };
  const aPod = () => out('get pods -l app=web -o name').then((names) => names.split('\n')[0] ?? '');

  beforeAll(async () => {
    bench = await startBench(kubectl ?? '');
    await out('create deployment web --image=nginx:1.21 --replicas=2');
    await out('rollout status deployment/web');
  });
  afterAll(() => bench.stop());

  it('sees nodes, kinds and versions', async () => {
    expect(await out('get nodes --no-headers')).toMatch(/node-1\s+Ready/);
    expect(await out('api-resources')).toMatch(/deployments\s+deploy\s+apps\/v1/);
    expect(await out('version')).toContain('Server Version: v1.35.4');
  });

  it('applies, scales, sets, undoes', async () => {
    const manifest =
      'apiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: settings\ndata:\n  colour: blue\n';
    expect(await out('apply -f -', manifest)).toBe('configmap/settings created\n');
    expect(await out('apply -f -', manifest)).toBe('configmap/settings unchanged\n');
    await out('set image deployment/web nginx=nginx:1.25');
    await out('rollout status deployment/web');
    expect(await out('rollout undo deployment/web')).toBe('deployment.apps/web rolled back\n');
    await out('rollout status deployment/web');
    await out('scale deployment/web --replicas=3');
    await out('wait --for=jsonpath={.status.readyReplicas}=3 deployment/web');
  });

  it('watches', async () => {
    const watched = bench.until(['get', 'pods', '-w'], (text) => text.includes('Terminating'));
    await out(`delete ${await aPod()} --wait=false`);
    expect(await watched).toContain('Terminating');
    await out('rollout status deployment/web');
  });

  it('follows logs', async () => {
    const command = ['run', 'clock', '--image=busybox', '--', 'sh', '-c'];
    await run(...command, 'while true; do echo tick; sleep 1; done');
    await out('wait --for=condition=Ready pod/clock');
    const log = await bench.until(['logs', '-f', 'clock'], (text) => text.split('tick').length > 3);
    expect(log).toContain('tick\ntick\n');
  });

  it('runs commands in containers, with what they read and how they end', async () => {
    const pod = await aPod();
    expect(await out(`exec ${pod} -- hostname`)).toBe(`${pod.slice(4)}\n`);
    expect(await out(`exec -i ${pod} -- sh`, 'echo one\ncd /tmp\npwd\n')).toBe('one\n/tmp\n');
    expect(await run('exec', pod, '--', 'sh', '-c', 'exit 3')).toEqual({
      output: 'command terminated with exit code 3\n',
      exit: 3,
    });
    const unknown = await run('exec', pod, '--', 'nope');
    expect(unknown.output).toMatch(/exec: "nope": executable file not found in \$PATH/);
    const env = { KUBECTL_REMOTE_COMMAND_WEBSOCKETS: 'false' };
    const bySpdy = await bench.run(['exec', '-i', pod, '--', 'cat'], { input: 'spdy\n', env });
    expect(bySpdy).toEqual({ output: 'spdy\n', exit: 0 });
  });

  it('copies files there and back, byte for byte', async () => {
    const pod = (await aPod()).slice(4);
    const bytes = Buffer.from(Array.from({ length: 3_000 }, (_, i) => (i * 7) % 256));
    writeFileSync(join(bench.folder, 'there'), bytes);
    await out(`cp there ${pod}:/tmp/there`);
    await out(`cp ${pod}:/tmp/there back`);
    expect(readFileSync(join(bench.folder, 'back')).equals(bytes)).toBe(true);
  });

  it('forwards a port to the page of the pod', async () => {
    const pod = await aPod();
    await run('exec', pod, '--', 'sh', '-c', 'echo hello > /usr/share/nginx/html/index.html');
    let page = '';
    await bench.until(
      ['port-forward', pod, ':80'],
      (text) => {
        const port = /127\.0\.0\.1:(\d+)/.exec(text)?.[1];
        if (port && page === '') {
          page = 'asked';
          void fetch(`http://127.0.0.1:${port}/`)
            .then((response) => response.text())
            .then((body) => {
              page = body;
            });
        }
        return page === 'hello\n';
      },
      50,
    );
    expect(page).toBe('hello\n');
  });

  it('tells events, and drains a node', async () => {
    expect(await out('events')).toMatch(/Pod\/web-\S+\s+Started container nginx|Container started/);
    const drained = await out('drain node-1 --ignore-daemonsets --force');
    expect(drained).toContain('node/node-1 drained');
    expect(await out('get nodes node-1 --no-headers')).toContain('Ready,SchedulingDisabled');
    await out('uncordon node-1');
  });

  it('acts as others, whom RBAC refuses', async () => {
    const refused = await run('get', 'pods', '--as', 'jane');
    expect(refused.exit).toBe(1);
    expect(refused.output).toContain('User "jane" cannot list resource "pods" in API group ""');
  });
});
