/** What scripts say of themselves: whom they ask, how often, and what they work. */
import { describe, expect, test } from 'vitest';
import { callsOf, ownWorkMilli, requestMilli } from './traffic.ts';

const shell = (script: string) => ({ name: 'it', command: ['/bin/sh', '-c', script] });

describe('whom a script asks', () => {
  test.each([
    ['while sleep 0.01; do wget -q -O- http://php-apache; done', 'php-apache', 59],
    [
      'while true; do wget -q -O- http://web.shop.svc.cluster.local:8080/a; done',
      'web.shop.svc.cluster.local',
      143,
    ],
    ['while true; do curl -s web > /dev/null; sleep 1; done', 'web', 1],
    ['while true; do wget -qO- --timeout=2 10.96.0.7; sleep 0.5; done', '10.96.0.7', 2],
    ['until false; do curl "http://web/" 2>&1; sleep 1; done', 'web', 1],
  ])('%s', (script, host, perSecond) => {
    const calls = callsOf(shell(script)).map((call) => [call.host, Math.round(call.perSecond)]);
    expect(calls).toEqual([[host, perSecond]]);
  });

  test.each(['wget -qO- http://web', 'while true; do sleep 5; done', 'sleep 3600'])(
    'nobody, or once: %s',
    (script) => {
      expect(callsOf(shell(script))).toEqual([]);
    },
  );
});

describe('what a container works by itself', () => {
  test.each([
    ['polinux/stress', 'stress --cpu 2', 2_000],
    ['polinux/stress', 'stress --vm 1 --vm-bytes 150M --vm-hang 1', 0],
    ['polinux/stress', 'stress --vm 1 --vm-bytes 150M', 1_000],
    ['library/busybox', 'while true; do :; done', 1_000],
    ['library/busybox', 'while true; do date; sleep 1; done', 0],
    ['library/nginx', 'nginx -g daemon off;', 0],
  ])('%s: %s', (repository, script, milli) => {
    expect(ownWorkMilli(shell(script), repository)).toBe(milli);
  });

  test('vish/stress names its processors', () => {
    expect(ownWorkMilli({ name: 'it', args: ['-cpus', '2'] }, 'docker.io/vish/stress')).toBe(2_000);
  });
});

test('the example of the tutorial takes a hundred times what nginx does', () => {
  expect(requestMilli('registry.k8s.io/hpa-example')).toBe(10);
  expect(requestMilli('docker.io/library/nginx')).toBe(0.1);
});
