/** The kubeconfig that is written, the flags that are read, and the bodies that typed clients send. */
import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { OptionError, parseArguments, startServer, writeKubeconfig } from './index.ts';
import { decodeProtobuf } from './protobuf/decode.ts';

const input = { url: 'https://127.0.0.1:6443', token: 'secret', certificate: 'PEM' };

describe('writeKubeconfig', () => {
  let folder = '';
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'reconcile-'));
  });
  afterEach(() => rmSync(folder, { recursive: true }));

  it('keeps what is there, and adds ours', () => {
    const path = join(folder, 'config');
    const theirs = {
      'current-context': 'kind',
      contexts: [{ name: 'kind', context: { cluster: 'kind' } }],
      clusters: [{ name: 'reconcile', cluster: { server: 'https://old' } }],
    };
    writeFileSync(path, JSON.stringify(theirs));
    writeKubeconfig(path, input);
    const merged = parse(readFileSync(path, 'utf8')) as Record<string, unknown>;
    expect(merged['current-context']).toBe('reconcile');
    expect(merged['contexts']).toEqual([
      { name: 'kind', context: { cluster: 'kind' } },
      { name: 'reconcile', context: { cluster: 'reconcile', user: 'learner' } },
    ]);
    expect(merged['clusters']).toEqual([
      {
        name: 'reconcile',
        cluster: { 'certificate-authority-data': 'UEVN', server: 'https://127.0.0.1:6443' },
      },
    ]);
    expect(statSync(path).mode & 0o777).toBe(0o600);
  });

  it('leaves a file alone that is none', () => {
    const path = join(folder, 'notes');
    writeFileSync(path, 'just: [notes');
    expect(() => writeKubeconfig(path, input)).toThrow(/is no kubeconfig/);
    expect(readFileSync(path, 'utf8')).toBe('just: [notes');
  });
});

describe('parseArguments', () => {
  it('has the defaults of the help', () => {
    const { options, kubeconfig } = parseArguments([]);
    expect(options).toEqual({ port: 6443, nodes: 3, seed: 1, speed: 1, tls: true });
    expect(kubeconfig).toMatch(/\.kube\/reconcile$/);
  });
  it.each([
    [['--prot', '1'], /Unknown option '--prot'/],
    [['--port', '99999'], /--port must be a whole number from 0 to 65535; got "99999"/],
    [['--nodes', '-1'], /--nodes|ambiguous/],
    [['--speed', 'fast'], /--speed must be a number from 0 on, or auto; got "fast"/],
    [['--service-cidr', '10.0.0.0/8'], /--service-cidr must be a range of IPv4 addresses/],
    [['extra'], /Unexpected argument 'extra'/],
  ])('%j is refused', (args, words) => {
    expect(() => parseArguments(args)).toThrow(OptionError);
    expect(() => parseArguments(args)).toThrow(words);
  });
  it('wants a token of who lets others in', async () => {
    await expect(startServer({ host: '0.0.0.0', port: 0 })).rejects.toThrow(/needs a --token/);
  });
});

describe('decodeProtobuf', () => {
  const field = (number: number, bytes: Uint8Array | number): Buffer =>
    typeof bytes === 'number'
      ? Buffer.from([number << 3, bytes])
      : Buffer.concat([Buffer.from([(number << 3) | 2, bytes.length]), bytes]);
  const text = (number: number, value: string): Buffer => field(number, Buffer.from(value));
  const message = (...fields: Buffer[]): Buffer => Buffer.concat(fields);
  const object = (apiVersion: string, kind: string, raw: Buffer): Buffer =>
    message(
      Buffer.from('k8s\0'),
      field(1, message(text(1, apiVersion), text(2, kind))),
      field(2, raw),
    );

  it('gives pointers, lists, maps, times and mixed types their JSON', () => {
    const metadata = message(
      text(1, 'web'),
      text(2, ''),
      field(8, Buffer.alloc(0)),
      field(11, message(text(1, 'app'), text(2, 'web'))),
    );
    const rolling = field(1, message(field(1, 0), field(2, 0), text(3, '')));
    const spec = message(
      field(1, 0),
      field(4, message(text(1, 'RollingUpdate'), field(2, rolling))),
      field(5, 0),
    );
    expect(
      decodeProtobuf(object('apps/v1', 'Deployment', message(field(1, metadata), field(2, spec)))),
    ).toEqual({
      kind: 'Deployment',
      apiVersion: 'apps/v1',
      metadata: { name: 'web', labels: { app: 'web' } },
      spec: {
        replicas: 0,
        strategy: { type: 'RollingUpdate', rollingUpdate: { maxUnavailable: 0 } },
      },
    });
  });
  it('knows no custom resources', () => {
    expect(decodeProtobuf(object('example.com/v1', 'Thing', Buffer.alloc(0)))).toBeUndefined();
  });
  it.each([[Buffer.from('k8s\0\x0a\xff')], [Buffer.from('{}')]])('refuses %s', (bytes) => {
    expect(() => decodeProtobuf(bytes)).toThrow();
  });
});
