/** Reads a ```console fence: commands, what they printed, and what happens between them. */

/** `$ command` with what it printed. */
interface RunStep {
  readonly kind: 'run';
  readonly command: string;
  readonly output: string;
  readonly exit: number;
  /** `@ settle` stood before it: let everything come to rest first. */
  readonly settle: boolean;
}

/** `@ advance 60s`, `@ fail node-2`, `@ recover node-2`. */
interface EventStep {
  readonly kind: 'advance' | 'fail' | 'recover';
  readonly arg: string;
}

export type ConsoleStep = RunStep | EventStep;

const event = /^@ (advance|fail|recover) (\S+)$/;

/** `$ kubectl get po\nNo resources found…` ⇒ `[{ kind: 'run', command: 'kubectl get po', … }]` */
export function parseConsole(text: string): ConsoleStep[] {
  const steps: ConsoleStep[] = [];
  let settle = false;
  for (const block of text.split(/^(?=[$@] )/m)) {
    const lines = block.replace(/\n+$/, '').split('\n');
    const head = lines[0] ?? '';
    if (head === '') continue;
    if (head === '@ settle') {
      settle = true;
    } else if (head.startsWith('$ ')) {
      steps.push(parseRun(head.slice(2), lines.slice(1), settle));
      settle = false;
    } else {
      steps.push(parseEvent(head));
    }
  }
  return steps;
}

function parseRun(command: string, lines: readonly string[], settle: boolean): RunStep {
  const last = /^\? (\d+)$/.exec(lines.at(-1) ?? '');
  const output = (last ? lines.slice(0, -1) : lines).join('\n');
  return { kind: 'run', command, output, exit: last ? Number(last[1]) : 0, settle };
}

function parseEvent(line: string): EventStep {
  const [, kind, arg] = event.exec(line) ?? [];
  if (arg !== undefined && (kind === 'advance' || kind === 'fail' || kind === 'recover')) {
    return { kind, arg };
  }
  throw new Error(`a console fence may not say: ${line}`);
}
