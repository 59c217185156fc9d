/** What every new terminal runs before its first prompt: the learner's ~/.bashrc, as on a machine at work. */
import type { FileSystem } from '#shell/file-system.ts';
import { homeFolder } from '#shell/memory-files.ts';
import type { Shell } from '#shell/shell.ts';
import { functionOutput } from '#shell/streams/output.ts';

const path = `${homeFolder}/.bashrc`;

/** The aliases Debian and Ubuntu give their users. */
const usual = `# Each new terminal runs this first. After a change: source ~/.bashrc
alias ls='ls --color=auto'
alias grep='grep --color=auto'
alias egrep='egrep --color=auto'
alias fgrep='fgrep --color=auto'
alias ll='ls -alF'
alias la='ls -A'
alias l='ls -CF'
`;

const noInput = { read: async () => undefined, readAll: async () => '' };

/** Puts the usual one into a home that has none. */
export function layBashrc(files: FileSystem): void {
  if (!files.stat(path)) files.write(path, usual);
}

/** Runs it; what it prints is seen, and `exit` in it ends nothing. */
export async function runBashrc(
  shell: Shell,
  files: FileSystem,
  write: (text: string) => void,
): Promise<void> {
  if (files.stat(path)?.kind !== 'file') return;
  const seen = functionOutput((text) => write(text.replace(/\r?\n/g, '\r\n')), true);
  await shell.run(`source ${path}`, { stdin: noInput, stdout: seen, stderr: seen });
  shell.exited = undefined;
}
