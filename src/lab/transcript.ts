/** Recordings of a real cluster: reading them, and when two outputs of a command mean the same. */

export interface RunStep {
  readonly kind: 'run';
  readonly command: string;
  readonly output: string;
  readonly exit: number;
  /** Line of the command in the recording, from 1. */
  readonly line: number;
}

export interface DirectiveStep {
  readonly kind: 'settle' | 'advance' | 'fail' | 'recover';
  readonly arg: string;
  readonly line: number;
}

export type Step = RunStep | DirectiveStep;

export interface Transcript {
  readonly title: string;
  readonly tags: readonly string[];
  /** Files in the home folder before the first command. */
  readonly files: Readonly<Record<string, string>>;
  readonly steps: readonly Step[];
}

const FILE_HEAD = /^-- (.+) --$/;
const DIRECTIVES = ['settle', 'advance', 'fail', 'recover'];

function parseFiles(lines: readonly string[]): Record<string, string> {
  const files: Record<string, string> = {};
  let name = '';
  for (const line of lines) {
    const head = FILE_HEAD.exec(line);
    if (head?.[1]) {
      name = head[1];
      files[name] = '';
    } else files[name] += `${line}\n`;
  }
  for (const [file, text] of Object.entries(files)) files[file] = text.replace(/\n+$/, '\n');
  return files;
}

function parseDirective(text: string, line: number): DirectiveStep {
  const [kind = '', ...rest] = text.trim().split(/\s+/);
  if (!DIRECTIVES.includes(kind)) throw new Error(`line ${line}: unknown directive "@ ${text}"`);
  return { kind: kind as DirectiveStep['kind'], arg: rest.join(' '), line };
}

/** Reads a recording (format: `$ command`, output, `? exit`, `@ directive`, `-- file --`). */
export function parseTranscript(text: string): Transcript {
  const lines = text.replaceAll('\r\n', '\n').split('\n');
  const firstFile = lines.findIndex((line) => FILE_HEAD.test(line));
  const script = firstFile < 0 ? lines : lines.slice(0, firstFile);
  const steps: Step[] = [];
  let tags: readonly string[] = [];
  let title = '';
  let run: { -readonly [K in keyof RunStep]: RunStep[K] } | undefined;
  for (const [i, line] of script.entries()) {
    if (line.startsWith('$ ')) {
      run = { kind: 'run', command: line.slice(2), output: '', exit: 0, line: i + 1 };
      steps.push(run);
    } else if (line.startsWith('@ ')) {
      steps.push(parseDirective(line.slice(2), i + 1));
      run = undefined;
    } else if (run && !run.output && (line === '>' || line.startsWith('> '))) {
      run.command += `\n${line.slice(2)}`;
    } else if (run && /^\? \d+$/.test(line)) run.exit = Number(line.slice(2));
    else if (run) run.output += `${line}\n`;
    else if (line.startsWith('# tags:')) tags = line.slice(7).trim().split(/[ ,]+/);
    else if (line.startsWith('# ') && !title) title = line.slice(2);
  }
  const trimmed = steps.map((step) =>
    step.kind === 'run'
      ? { ...step, output: step.output.replace(/\n+$/, step.output.trim() ? '\n' : '') }
      : step,
  );
  const files = firstFile < 0 ? {} : parseFiles(lines.slice(firstFile));
  return { title, tags, files, steps: trimmed };
}
