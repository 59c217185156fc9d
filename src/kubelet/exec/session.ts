/** One command that runs in a container for somebody outside: its clock, its channels, its end. */
import type { EndStatus } from '#apimachinery/duplex.ts';
import type { Clock, Timer } from '#kernel/clock.ts';
import { execute } from './index.ts';
import { Input } from './input.ts';
import { interruptible } from './interactive.ts';
import { isInteractive } from './shell.ts';
import { Terminal } from './terminal.ts';
import type { Run, World } from './world.ts';

const SUCCESS: EndStatus = { metadata: {}, status: 'Success' };

/** A failure of the machinery, not of the command. */
export const internalError = (why: string): EndStatus => ({
  metadata: {},
  status: 'Failure',
  message: `Internal error occurred: ${why}`,
  reason: 'InternalError',
  details: { causes: [{ message: why }] },
  code: 500,
});

/** Mirrors kubernetes pkg/kubelet (cri-streaming) remotecommand/exec.go ServeExec. */
export const endOf = (exitCode: number): EndStatus =>
  exitCode === 0
    ? SUCCESS
    : {
        metadata: {},
        status: 'Failure',
        message: `command terminated with non-zero exit code: exit status ${exitCode}`,
        reason: 'NonZeroExitCode',
        details: { causes: [{ reason: 'ExitCode', message: String(exitCode) }] },
      };

/** How a command is run. */
export interface SessionOptions {
  readonly clock: Clock;
  readonly argv: readonly string[];
  /** The container's, which it shares but for what follows. */
  readonly world: World;
  readonly stdin: boolean;
  readonly tty: boolean;
  /** Whoever types sees it already. */
  readonly cooked?: boolean | undefined;
  onData(channel: 'stdout' | 'stderr', text: string): void;
  onExit(exitCode: number): void;
}

export interface ExecSession {
  write(text: string): void;
  endInput(): void;
  /** Ends it without telling anybody. */
  close(): void;
}

/** A terminal shows line feeds as carriage return and line feed. */
const forTerminal = (text: string): string => text.replace(/\r?\n/g, '\r\n');

function worldFor(options: SessionOptions, input: Input): World {
  const { world, stdin, tty, onData } = options;
  const env = new Map(world.env);
  if (tty) env.set('TERM', 'xterm');
  return {
    ...world,
    env,
    input: stdin ? input : undefined,
    isTerminal: tty,
    print: (text) => onData('stdout', tty ? forTerminal(text) : text),
    printError: (text) => onData(tty ? 'stdout' : 'stderr', tty ? forTerminal(text) : text),
  };
}

/** Drives a run from wait to wait: time wakes it, and input when that is what it waits for. */
class Session implements ExecSession {
  private readonly clock: Clock;
  private readonly run: Run;
  private readonly input = new Input();
  private readonly terminal: Terminal | undefined;
  private readonly onExit: (exitCode: number) => void;
  private timer: Timer | undefined;
  private awaitsInput = false;
  private isOver = false;

  constructor(options: SessionOptions) {
    const { clock, argv, stdin, tty, cooked, onData, onExit } = options;
    this.clock = clock;
    this.onExit = onExit;
    const world = worldFor(options, this.input);
    const run = execute(argv, world);
    this.run = isInteractive(argv) ? run : interruptible(run, world);
    const show = (text: string): void => onData('stdout', text);
    this.terminal = tty && stdin && !cooked ? new Terminal(this.input, show) : undefined;
    this.input.onChange = () => {
      if (this.awaitsInput || this.input.hasInterrupt) this.wake(0);
    };
    this.wake(0);
  }

  write(text: string): void {
    if (this.terminal) this.terminal.write(text);
    else this.input.push(text);
  }

  endInput(): void {
    this.input.end();
  }

  close(): void {
    this.isOver = true;
    this.timer?.cancel();
  }

  private wake(delayMs: number): void {
    this.timer?.cancel();
    this.awaitsInput = false;
    this.timer = this.clock.after(delayMs, () => this.advance());
  }

  private advance(): void {
    if (this.isOver) return;
    const step = this.run.next();
    if (step.done) {
      this.close();
      this.onExit(step.value);
    } else if (step.value === Number.POSITIVE_INFINITY) this.awaitsInput = true;
    else this.wake(step.value);
  }
}

/** Starts a command; it begins at this instant, after what is already due. */
export const startSession = (options: SessionOptions): ExecSession => new Session(options);
