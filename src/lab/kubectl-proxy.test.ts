/** `kubectl proxy` on the learner's machine, asked by curl: each answer is the real one's. */
import { expect, it } from 'vitest';
import { createLab } from './create-lab.ts';
import { createHostTurn } from './host-turn.ts';

const asked = (flags: string, ...curls: readonly string[]): string =>
  `kubectl proxy ${flags} > log 2>&1 & P=$!; sleep 1; ${curls.map((one) => `curl -s ${one}`).join('; ')}; kill $P; cat log`;

it.each([
  [
    'passes on what it may, and refuses the rest',
    asked(
      '--port=8077',
      'localhost:8077/api/v1/namespaces/default | grep \'"name"\'',
      'localhost:8077/nope',
      "-H 'Host: evil' localhost:8077/api",
      'localhost:8077/api/v1/namespaces/default/pods/x/exec',
    ),
    '    "name": "default",\n404 page not found\nForbidden\nForbidden\nStarting to serve on 127.0.0.1:8077\n',
  ],
  [
    'serves the API under a prefix, and files beside it',
    asked(
      '--port=8078 --api-prefix=/k8s --www=.',
      'localhost:8078/k8s/version | grep gitVersion',
      'localhost:8078/static/note.txt',
      'localhost:8078/foo',
    ),
    '  "gitVersion": "v1.35.4",\nkept here\n404 page not found\nStarting to serve on 127.0.0.1:8078\n',
  ],
  [
    'wants one place to listen',
    'kubectl proxy -u /tmp/x --port=1',
    'error: cannot set --unix-socket and --port at the same time\n',
  ],
])('%s', async (_, line, output) => {
  const home = { 'note.txt': 'kept here\n' };
  const lab = await createLab({ seed: 5, home }, createHostTurn());
  expect((await lab.run(line)).output).toBe(output);
});
