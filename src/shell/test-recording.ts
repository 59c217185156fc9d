/** Reads recordings: `$ command`, `> more of it`, its output, `? status`, files after `-- name --`. */

/** One command of a session, and what came of it. */
interface RecordedStep {
  readonly line: number;
  readonly command: string;
  readonly output: string;
  readonly exit: number;
}

/** A session and the files it starts with. */
export interface Recording {
  readonly files: Readonly<Record<string, string>>;
  readonly steps: readonly RecordedStep[];
}

interface OpenStep {
  line: number;
  command: string;
  output: string;
  exit: number;
}

function readFiles(lines: readonly string[]): Record<string, string> {
  const files: Record<string, string> = {};
  let name = '';
  for (const line of lines) {
    const title = /^-- (.+) --$/.exec(line);
    if (title !== null) {
      name = title[1] ?? '';
      files[name] = '';
    } else files[name] += `${line}\n`;
  }
  for (const [file, text] of Object.entries(files)) files[file] = text.replace(/\n+$/, '\n');
  return files;
}

/** The text of a `.console` file as a session. */
export function readRecording(text: string): Recording {
  const lines = text.split('\n');
  const firstFile = lines.findIndex((line) => /^-- .+ --$/.test(line));
  const script = firstFile < 0 ? lines : lines.slice(0, firstFile);
  const steps: OpenStep[] = [];
  let step: OpenStep | undefined;
  script.forEach((line, at) => {
    if (line.startsWith('$ ')) {
      step = { line: at + 1, command: line.slice(2), output: '', exit: 0 };
      steps.push(step);
    } else if (step === undefined) return;
    else if (step.output === '' && (line === '>' || line.startsWith('> ')))
      step.command += `\n${line.slice(2)}`;
    else if (/^\? \d+$/.test(line)) step.exit = Number(line.slice(2));
    else step.output += `${line}\n`;
  });
  for (const each of steps)
    each.output = each.output.replace(/\n+$/, each.output.trim() === '' ? '' : '\n');
  return { files: firstFile < 0 ? {} : readFiles(lines.slice(firstFile)), steps };
}
