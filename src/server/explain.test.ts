/** The real kubectl explains our API as it explains a real one: our own kubectl, held to recordings of that, is the measure. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createLab, type Lab } from '#lab/create-lab.ts';
import { createHostTurn } from '#lab/host-turn.ts';
import { findKubectl } from './fidelity/binary.ts';
import { type Bench, startBench } from './testing.ts';

const kubectl = findKubectl(process.cwd());

describe.skipIf(!kubectl)('the real kubectl over HTTP', () => {
  let bench: Bench;
  let lab: Lab;
  beforeAll(async () => {
    bench = await startBench(kubectl ?? '');
    lab = await createLab({}, createHostTurn());
  }, 60_000);
  afterAll(() => bench.stop());

  it.each([
    'pods.spec.restartPolicy',
    'deployment.spec.strategy.rollingUpdate',
    'hpa.spec.metrics --api-version=autoscaling/v2',
    'configmap --recursive',
    'pods.spec.nope',
  ])(
    'explain %s',
    async (line) => {
      const real = await bench.run(['explain', ...line.split(' ')]);
      const ours = await lab.run(`kubectl explain ${line}`);
      expect({ output: ours.output, exit: ours.exit }).toEqual({
        output: real.output,
        exit: real.exit,
      });
      expect(real.output.length).toBeGreaterThan(40);
    },
    30_000,
  );
});
