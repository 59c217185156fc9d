/** kubectl in the lab reaches into containers: exec, cp, attach, run -i, port-forward; and the log replays it. */
import { beforeAll, describe, expect, it } from 'vitest';
import { createLab, type Lab } from './create-lab.ts';
import { createHostTurn } from './host-turn.ts';
import { replaySession } from './replay-session.ts';
import { parseLog } from './session-log.ts';

let lab: Lab;
const run = (line: string) => lab.run(line);
const out = async (line: string): Promise<string> => (await run(line)).output;

beforeAll(async () => {
  lab = await createLab({ freeze: true, home: { 'page.html': 'mine\n' } }, createHostTurn());
  await run('kubectl run web --image=nginx:1.21');
  await run('kubectl run box --image=busybox --restart=Never -- sleep 600');
  await run('kubectl wait --for=condition=Ready pod/web pod/box');
});

describe('kubectl exec', () => {
  it.each([
    ['kubectl exec web -- hostname', 0, 'web\n'],
    [
      'kubectl exec web -- sh -c "echo a; echo b >&2; exit 3"',
      3,
      'a\nb\ncommand terminated with exit code 3\n',
    ],
    ['echo typed | kubectl exec -i web -- cat', 0, 'typed\n'],
    ['echo "cd /tmp; pwd" | kubectl exec -i web -- sh', 0, '/tmp\n'],
    ['kubectl exec web -- curl -s -o /dev/null -w "%{http_code}" localhost/nope', 0, '404'],
    [
      'kubectl exec box -- wget -q -O - nowhere',
      1,
      "wget: bad address 'nowhere'\ncommand terminated with exit code 1\n",
    ],
    ['kubectl exec box -- ps', 0, 'PID   USER     TIME  COMMAND\n    1 root      0:00 sleep 600\n'],
    [
      'kubectl exec web -c other -- ls',
      1,
      'Error from server (BadRequest): container other is not valid for pod web\n',
    ],
    ['kubectl exec nobody -- ls', 1, 'Error from server (NotFound): pods "nobody" not found\n'],
  ])('%s', async (line, exit, output) => {
    expect(await run(line)).toMatchObject({ exit, output });
  });

  it("says containerd's words for a program that is not there", async () => {
    expect(await out('kubectl exec box -- bash')).toMatch(
      /^error: Internal error occurred: Internal error occurred: error executing command in container: .* exec: "bash": executable file not found in \$PATH\n$/,
    );
  });

  it('takes as long as the command does', async () => {
    const before = lab.cluster.clock.now();
    await run('kubectl exec web -- sleep 7');
    expect(lab.cluster.clock.now() - before).toBeGreaterThanOrEqual(7_000);
  });
});

it('kubectl cp carries files and folders, both ways', async () => {
  await run('mkdir -p site/deep; echo one > site/a; echo two > site/deep/b');
  expect(await run('kubectl cp page.html web:/usr/share/nginx/html/index.html')).toMatchObject({
    exit: 0,
  });
  expect(await out('kubectl exec web -- curl -s localhost')).toBe('mine\n');
  await run('kubectl cp site web:/srv');
  expect(await out('kubectl exec web -- cat /srv/site/deep/b')).toBe('two\n');
  expect(await out('kubectl cp web:/srv/site back; cat back/a back/deep/b')).toMatch(/one\ntwo\n$/);
  expect(await out('kubectl cp web:/nope gone')).toContain(
    'tar: /nope: Cannot stat: No such file or directory',
  );
});

it('kubectl run -i reads, prints, and goes', async () => {
  expect(
    await out('echo hello | kubectl run once -i --rm --restart=Never --image=busybox -- cat'),
  ).toMatch(/hello\npod "once" deleted from default namespace\n$/);
});

it('kill 1 restarts the container', async () => {
  await run('kubectl exec web -- kill 1');
  await run('sleep 5');
  expect(await out('kubectl get pod web --no-headers')).toMatch(/1\/1\s+Running\s+1 /);
});

it('port-forward stays until it is interrupted', async () => {
  expect(await out('timeout 3 kubectl port-forward web 8080:80')).toBe(
    'Forwarding from 127.0.0.1:8080 -> 80\nForwarding from [::1]:8080 -> 80\n',
  );
});

it('replays to the same state', () => {
  const hash = lab.cluster.stateHash();
  expect(replaySession(parseLog(lab.log.print())).stateHash()).toBe(hash);
});
