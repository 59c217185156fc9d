/** What the tests of real clients share: a server, and kubectl run against it. */
import { execFile, spawn } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type ClusterServer, startServer } from './index.ts';
import type { ServerOptions } from './options.ts';

export interface Ran {
  readonly output: string;
  readonly exit: number;
}

export interface Bench {
  readonly server: ClusterServer;
  /** A folder of its own, gone at the end. */
  readonly folder: string;
  /** Runs kubectl; standard output and error as they came. */
  run(
    args: readonly string[],
    options?: { readonly input?: string; readonly env?: object },
  ): Promise<Ran>;
  /** Starts kubectl and gives what it printed by the time `enough` says so; then it is stopped. */
  until(
    args: readonly string[],
    enough: (output: string) => boolean,
    /** Also asks `enough` so often, ms: for what doesn't show in the output. */
    everyMs?: number,
  ): Promise<string>;
  /** `POST /x-reconcile/…` */
  control(path: string): Promise<Record<string, unknown>>;
  stop(): Promise<void>;
}

const PATIENCE_MS = 10_000;

/** A server on a port of its own, with kubectl set up for it. */
export async function startBench(kubectl: string, options: ServerOptions = {}): Promise<Bench> {
  const server = await startServer({ port: 0, speed: 20, ...options });
  const folder = mkdtempSync(join(tmpdir(), 'reconcile-'));
  const kubeconfig = join(folder, 'kubeconfig');
  writeFileSync(kubeconfig, server.kubeconfigText);
  const environment = { PATH: process.env['PATH'] ?? '', HOME: folder, KUBECONFIG: kubeconfig };
  const run: Bench['run'] = (args, { input, env = {} } = {}) =>
    new Promise((resolve) => {
      const at = { cwd: folder, env: { ...environment, ...env }, timeout: PATIENCE_MS };
      const child = execFile(kubectl, [...args], at, (error, stdout, stderr) => {
        const exit = typeof error?.code === 'number' ? error.code : error ? 1 : 0;
        resolve({ output: `${stdout}${stderr}`, exit });
      });
      child.stdin?.end(input ?? '');
    });
  const until: Bench['until'] = (args, enough, everyMs) =>
    new Promise((resolve) => {
      const child = spawn(kubectl, [...args], { cwd: folder, env: environment });
      let output = '';
      const timer = setTimeout(() => child.kill(), PATIENCE_MS);
      const poll = setInterval(() => enough(output) && child.kill(), everyMs ?? PATIENCE_MS);
      const onData = (data: Buffer): void => {
        output += data;
        if (enough(output)) child.kill();
      };
      child.stdout.on('data', onData);
      child.stderr.on('data', onData);
      child.on('close', () => {
        clearTimeout(timer);
        clearInterval(poll);
        resolve(output);
      });
    });
  return {
    server,
    folder,
    run,
    until,
    control: async (path) => {
      const response = await fetch(`${server.httpUrl}/x-reconcile/${path}`, {
        method: 'POST',
        headers: { authorization: `Bearer ${server.token}` },
      });
      return (await response.json()) as Record<string, unknown>;
    },
    stop: async () => {
      await server.stop();
      rmSync(folder, { recursive: true });
    },
  };
}
