import { describe, expect, it } from 'vitest';
import type { KubeObject } from '#apimachinery/object.ts';
import type { Pod } from '#resources/pod.ts';
import { parseAddresses, parsePair, resolvePorts } from './ports.ts';

const pod = {
  kind: 'Pod',
  metadata: { name: 'web' },
  spec: {
    containers: [
      {
        name: 'c',
        ports: [
          { name: 'http', containerPort: 80, protocol: 'TCP' },
          { name: 'dns', containerPort: 53, protocol: 'UDP' },
        ],
      },
    ],
  },
} as unknown as Pod;
const service = (spec: object): KubeObject =>
  ({ kind: 'Service', metadata: { name: 'front' }, spec }) as unknown as KubeObject;
const front = service({
  clusterIP: '10.96.0.9',
  ports: [
    { name: 'web', port: 8000, targetPort: 'http', protocol: 'TCP' },
    { name: 'same', port: 90, protocol: 'TCP' },
    { name: 'udp', port: 53, protocol: 'UDP' },
  ],
});

describe('the ports of a pod', () => {
  it.each([
    ['80', '80'],
    ['8080:80', '8080:80'],
    [':80', ':80'],
    ['http', '80'],
    ['8080:http', '8080:80'],
    ['1:2:3', '1'],
  ])('%s ⇒ %s', (text, expected) => {
    expect(resolvePorts([text], pod, pod)).toEqual([expected]);
  });

  it.each([
    ['ftp', "Pod 'web' does not have a named port 'ftp'"],
    ['53', 'UDP protocol is not supported for 53'],
    ['dns', 'UDP protocol is not supported for dns'],
  ])('%s is refused: %s', (text, message) => {
    expect(() => resolvePorts([text], pod, pod)).toThrow(message);
  });
});

describe('the ports of a Service', () => {
  it.each([
    ['8000', '8000:80'],
    ['9000:8000', '9000:80'],
    ['web', '8000:80'],
    ['9000:web', '9000:80'],
    ['90', '90'],
    [':same', ':90'],
  ])('%s ⇒ %s', (text, expected) => {
    expect(resolvePorts([text], front, pod)).toEqual([expected]);
  });

  it.each([
    ['80', 'Service front does not have a service port 80'],
    ['ftp', "Service 'front' does not have a named port 'ftp'"],
    ['53', 'UDP protocol is not supported for 53'],
  ])('%s is refused: %s', (text, message) => {
    expect(() => resolvePorts([text], front, pod)).toThrow(message);
  });
});

it.each([
  ['80', { local: 80, remote: 80 }],
  ['8080:80', { local: 8080, remote: 80 }],
  [':80', { local: 0, remote: 80 }],
])('%s is %j', (text, pair) => {
  expect(parsePair(text)).toEqual(pair);
});

it.each([
  [
    '70000',
    `error parsing local port '70000': strconv.ParseUint: parsing "70000": value out of range`,
  ],
  ['80:-1', `error parsing remote port '-1': strconv.ParseUint: parsing "-1": invalid syntax`],
  ['80:0', 'remote port must be > 0'],
])('%s is no pair: %s', (text, message) => {
  expect(() => parsePair(text)).toThrow(message);
});

it('listens on both addresses of localhost, and on the others in order', () => {
  expect(parseAddresses(['localhost']).map(({ address }) => address)).toEqual(['127.0.0.1', '::1']);
  expect(parseAddresses(['10.0.0.2', '10.0.0.1']).map(({ address }) => address)).toEqual([
    '10.0.0.1',
    '10.0.0.2',
  ]);
  expect(() => parseAddresses(['example'])).toThrow('example is not a valid IP');
});
