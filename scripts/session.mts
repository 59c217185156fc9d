/** Plays a fixed session in Node and prints `{ log, hashes }`: for comparing with the same log in a browser. */
import { createLab } from '#lab/create-lab.ts';
import { createHostTurn } from '#lab/host-turn.ts';

const lab = await createLab({ seed: 8151 }, createHostTurn());
await lab.run('kubectl create deployment web --image=nginx:1.21 --replicas=4');
await lab.settle();
await lab.run('kubectl delete pod $(kubectl get pods -o name | head -1 | cut -d/ -f2)');
await lab.run('kubectl set image deployment/web nginx=nginx:1.21.3');
await lab.run('kubectl rollout status deployment/web');
lab.failNode('node-2');
await lab.advance(400_000);
await lab.run('kubectl rollout undo deployment/web');
lab.recoverNode('node-2');
await lab.advance(90_000);
const { cluster, log } = lab;
const hashes = { state: cluster.stateHash(), trace: cluster.trace.hash() };
process.stdout.write(JSON.stringify({ log: log.print(), hashes }));
