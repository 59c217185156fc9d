/** What Tab offers here is what the real kubectl offers against the same cluster. Skipped, with a word, where there is none. */
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { createHttpTransport } from '#client/http.ts';
import { complete } from '#kubectl/completion.ts';
import type { KubectlHost } from '#kubectl/host.ts';
import { createFileSystem } from '#shell/memory-files.ts';
import { findKubectl } from './fidelity/binary.ts';
import { type Bench, startBench } from './testing.ts';

vi.setConfig({ testTimeout: 60_000, hookTimeout: 60_000 });

const kubectl = findKubectl(fileURLToPath(new URL('../..', import.meta.url)));
const described = kubectl ? describe : describe.skip;

/** kubectl as the lab runs it, but over HTTP. */
function ourHost({ server }: Bench): KubectlHost {
  const clock = {
    now: () => 0,
    sleep: async () => undefined,
    load: <T>(m: () => Promise<T>) => m(),
  };
  const quiet = { isTerminal: false, write: async () => undefined };
  return {
    args: [],
    env: { HOME: '/home/learner' },
    cwd: '/home/learner',
    stdin: { read: async () => undefined, readAll: async () => '' },
    stdout: quiet,
    stderr: quiet,
    files: createFileSystem(clock, { '.kube/config': server.kubeconfigText }),
    signal: new AbortController().signal,
    clock,
    run: async () => 1,
    transport: createHttpTransport({
      baseUrl: server.httpUrl,
      fetch: (request) => fetch(request),
      headers: { authorization: `Bearer ${server.token}` },
    }),
    server: server.url,
  };
}

described(
  kubectl ? 'Tab, and the real __complete' : 'skipped: no real kubectl on this machine',
  () => {
    let bench: Bench;
    let host: KubectlHost;
    beforeAll(async () => {
      bench = await startBench(kubectl ?? '');
      await bench.run('create deployment web --image=nginx --replicas=2'.split(' '));
      await bench.run('expose deployment web --port=80'.split(' '));
      await bench.run('rollout status deployment/web'.split(' '));
      host = ourHost(bench);
    });
    afterAll(() => bench.stop());

    it.each([
      'rollout ',
      'get ',
      'get po ',
      'get deploy/',
      'get pods,s',
      'get po -n kube-',
      'get po -o ',
      'get po --show-',
      'scale ',
      'rollout undo deployment/w',
      'logs ',
      'logs deployments/',
      'logs deployment/web ',
      'exec deployment/web -c ',
      'port-forward svc/web ',
      'cordon node-',
      'create clusterrolebinding x --clusterrole=adm',
      'config use-context ',
      'config set-context x --namespace ',
      'cp kube-s',
      'apply -f ',
      'explain ',
    ])('kubectl %s', async (line) => {
      const words = line.split(' ');
      const { output } = await bench.run(['__completeNoDesc', ...words]);
      const lines = output.split('\n').filter((one) => !one.startsWith('Completion ended') && one);
      const directive = Number(lines.pop()?.slice(1));
      const { candidates, files } = await complete(host, words);
      const isFilter = (directive & 8) !== 0;
      expect({ candidates: isFilter ? files : [...candidates].sort(), isFilter }).toEqual({
        candidates: lines.sort(),
        isFilter: typeof files !== 'string',
      });
      expect(files !== 'none').toBe((directive & 4) === 0);
    });
  },
);
