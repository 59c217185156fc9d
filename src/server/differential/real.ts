/** One line run by the real kubectl. */
import { spawn } from 'node:child_process';
import type { Line } from './line.ts';
import type { Outcome } from './outcome.ts';

/** Longer than a line may take, real ms: time stands still, so nothing that waits comes true. */
const LIMIT_MS = 20_000;
/** The exit status of a line that was stopped. */
export const TIMED_OUT = 124;

/** Where it runs: the program, its folder and the environment it sees. */
export interface Real {
  readonly kubectl: string;
  readonly home: string;
  readonly environment: NodeJS.ProcessEnv;
}

export function runReal({ kubectl, home, environment }: Real, line: Line): Promise<Outcome> {
  return new Promise((resolve, reject) => {
    const child = spawn(kubectl, [...line.args], { cwd: home, env: environment });
    const told = { stdout: '', stderr: '' };
    let isLate = false;
    const timer = setTimeout(() => {
      isLate = true;
      child.kill('SIGKILL');
    }, LIMIT_MS);
    for (const stream of ['stdout', 'stderr'] as const) {
      child[stream].setEncoding('utf8');
      child[stream].on('data', (text: string) => {
        told[stream] += text;
      });
    }
    child.stdin.on('error', () => undefined);
    child.stdin.end(line.stdin ?? '');
    child.on('error', reject);
    child.on('close', (code) => {
      clearTimeout(timer);
      resolve({ ...told, exit: isLate ? TIMED_OUT : (code ?? 1) });
    });
  });
}
