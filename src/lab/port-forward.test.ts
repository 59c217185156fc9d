/** A port of this machine that leads into a pod: curl reaches it as long as the command runs. */
import { beforeEach, expect, it } from 'vitest';
import { createLab, type Lab } from './create-lab.ts';
import { createHostTurn } from './host-turn.ts';

let lab: Lab;
const out = async (line: string): Promise<string> => (await lab.run(line)).output;

beforeEach(async () => {
  lab = await createLab({ freeze: true }, createHostTurn());
  await lab.run('kubectl run web --image=nginx:1.27 --port=80');
  await lab.run('kubectl expose pod web --port=8000 --target-port=80 --name=front');
  await lab.run('kubectl wait --for=condition=Ready pod/web');
});

const OPEN = (local: number, remote = 80): string =>
  `Forwarding from 127.0.0.1:${local} -> ${remote}\nForwarding from [::1]:${local} -> ${remote}\n`;

it('answers from the pod, and no longer when it has ended', async () => {
  expect(
    await out(
      'kubectl port-forward pod/web 8080:80 & sleep 1; curl -s localhost:8080 | head -1; kill $!; wait $! 2>/dev/null; curl -s localhost:8080; echo $?',
    ),
  ).toBe(`${OPEN(8080)}Handling connection for 8080\n<!DOCTYPE html>\n7\n`);
});

it("follows a Service to its pod's port", async () => {
  expect(
    await out(
      "kubectl port-forward svc/front 9000:8000 & sleep 1; curl -s -o /dev/null -w '%{http_code}\\n' localhost:9000/nope; kill $!; wait $! 2>/dev/null",
    ),
  ).toBe(`${OPEN(9000)}Handling connection for 9000\n404\n`);
});

it('refuses a port that is taken, and takes any that is free', async () => {
  const inUse = (protocol: string, address: string): string =>
    `unable to create listener: Error listen ${protocol} ${address}:9000: bind: address already in use`;
  expect(
    await out(
      'kubectl port-forward web 9000:80 >/dev/null & sleep 1; kubectl port-forward web 9000:80; echo $?; timeout 1 kubectl port-forward web :80; kill $!',
    ),
  ).toBe(
    `Unable to listen on port 9000: Listeners failed to create with the following errors: [${inUse('tcp4', '127.0.0.1')} ${inUse('tcp6', '[::1]')}]\n` +
      `error: unable to listen on any of the requested ports: [{9000 80}]\n1\n${OPEN(32_768)}`,
  );
});

it('loses the connection to a pod that is gone', async () => {
  const text = await out(
    'kubectl port-forward web 7000:80 --address 0.0.0.0 & sleep 1; kubectl delete pod web --now >/dev/null; curl -s localhost:7000; wait $!; echo $?',
  );
  expect(text).toMatch(/^Forwarding from 0\.0\.0\.0:7000 -> 80\nHandling connection for 7000\n/);
  expect(text).toMatch(
    /"Unhandled Error" err="an error occurred forwarding 7000 -> 80: .* is closed"\n/,
  );
  expect(text).toMatch(/error: lost connection to pod\n1\n$/);
});
