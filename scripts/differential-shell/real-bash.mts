/** The real bash of this machine, run as the recordings were: interactive, from a terminal, prompts unseen. */
import { spawn } from 'node:child_process';
import { chmodSync, mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';

/** What one command printed, both streams as they came, and its status. */
export interface Outcome {
  readonly output: string;
  readonly exit: number;
}

/** The prompt: the status between two characters that no command prints. */
const OPENS = '\u001e';
const CLOSES = '\u001f';
const START = 'exec bash --noprofile --norc --noediting -i +H 2>&1 | cat >&3';

const environment = (home: string): Record<string, string> => ({
  PATH: '/usr/local/bin:/usr/bin:/bin',
  HOME: home,
  USER: 'learner',
  LOGNAME: 'learner',
  SHELL: '/bin/bash',
  LC_ALL: 'C.UTF-8',
  LANG: 'C.UTF-8',
  TZ: 'UTC',
  TERM: 'xterm-256color',
});

function writeFiles(home: string, files: Readonly<Record<string, string>>): void {
  for (const [name, text] of Object.entries(files)) {
    const path = join(home, name);
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, text);
    chmodSync(path, 0o644);
  }
}

/** The folder's own name never shows: a lab's home stands in its place. */
const asHome = (text: string, home: string): string => text.replaceAll(home, '/home/learner');

/** Runs commands in one session; a command that never ends makes the rest undefined. */
export async function runInRealBash(
  commands: readonly string[],
  files: Readonly<Record<string, string>>,
  limitMs = 4000,
): Promise<(Outcome | undefined)[]> {
  const home = realpathSync(mkdtempSync(join(tmpdir(), 'session-')));
  writeFiles(home, files);
  const child = spawn('script', ['-q', '-E', 'never', '-c', START, '/dev/null'], {
    cwd: home,
    env: environment(home),
    stdio: ['pipe', 'ignore', 'ignore', 'pipe'],
    detached: true,
  });
  const output = child.stdio[3] as NodeJS.ReadableStream;
  let text = '';
  let wake = (): void => undefined;
  output.on('data', (chunk: Buffer) => {
    text += chunk.toString('utf8');
    wake();
  });
  let ended = false;
  child.on('exit', () => {
    ended = true;
    wake();
  });
  const next = async (): Promise<Outcome | undefined> => {
    const deadline = Date.now() + limitMs;
    for (;;) {
      const [start, end] = [text.indexOf(OPENS), text.indexOf(CLOSES)];
      if (start >= 0 && end > start) {
        const [before, exit] = [text.slice(0, start), Number(text.slice(start + 1, end))];
        text = text.slice(end + 1);
        return { output: asHome(before, home), exit };
      }
      if (ended || Date.now() > deadline) return undefined;
      await new Promise<void>((done) => {
        wake = done;
        setTimeout(done, 200);
      });
    }
  };
  const type = (line: string) => child.stdin?.write(`${line}\n`);
  /** What waits for more is given Ctrl-C, twice when once isn't enough. */
  const interrupt = async (): Promise<Outcome | undefined> => {
    child.stdin?.write('\u0003');
    const prompt = await next();
    await new Promise((done) => setTimeout(done, 200));
    text = '';
    return prompt;
  };
  const results: (Outcome | undefined)[] = [];
  try {
    await new Promise((done) => setTimeout(done, 150));
    type("PS1=$'\\x1e$?\\x1f' PS2= PS0=");
    let ready = await next();
    text = '';
    for (const command of commands) {
      if (ready === undefined) {
        results.push(undefined);
        continue;
      }
      type(command);
      const outcome = await next();
      results.push(outcome);
      ready = outcome ?? (await interrupt());
    }
  } finally {
    if (child.pid !== undefined && !ended) {
      try {
        process.kill(-child.pid, 'SIGKILL');
      } catch {
        // It has ended by itself.
      }
    }
    await new Promise((done) => setTimeout(done, 30));
    rmSync(home, { recursive: true, force: true, maxRetries: 5, retryDelay: 50 });
  }
  return results;
}
