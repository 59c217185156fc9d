/** Machines short of something: pulls crawl, heartbeats are lost, memory or disk is scarce. */
import { type Action, choose, onOne, perhaps, type World } from '../action.ts';
import * as paths from '../paths.ts';

const onNode = (
  name: string,
  weight: number,
  act: (world: World, node: string) => string,
): Action => onOne(name, weight, [paths.nodes], (world, { metadata }) => act(world, metadata.name));

export const slowPulls = onNode('slow-pulls', 3, ({ cluster, random }, node) => {
  const factor = choose(random, 1, 5, 60);
  cluster.faults.slowPulls(node, factor);
  return `pulls on ${node} take ${factor} times as long`;
});

export const lostHeartbeats = onNode('lost-heartbeats', 3, ({ cluster, random }, node) => {
  const isMuted = perhaps(random, 50);
  cluster.faults.mute(node, isMuted);
  return `${node} is ${isMuted ? 'no longer heard' : 'heard again'}`;
});

export const pressure = onNode('pressure', 2, ({ cluster: { faults }, random }, node) => {
  const isShort = perhaps(random, 40);
  const press = choose(random, faults.memoryPressure, faults.diskPressure);
  press(node, isShort);
  const what = press === faults.memoryPressure ? 'memory' : 'disk';
  return `${node} ${isShort ? `is short of ${what}` : `has ${what} again`}`;
});
