/** `kubectl completion`: scripts that shells read. Mirrors kubectl pkg/cmd/completion/completion.go. */
import type { Command } from '../command.ts';
import { usageError } from '../errors.ts';

const told = 'The shells of this lab complete kubectl by themselves: there is nothing to load.';

/** Each script says what is so, and defines the name that people's own lines go on to use. */
const scripts: Readonly<Record<string, string>> = {
  bash: `# bash completion for kubectl. ${told}
__start_kubectl() { return 0; }
`,
  zsh: `#compdef kubectl
# zsh completion for kubectl. ${told}
_kubectl() { return 0; }
`,
  fish: `# fish completion for kubectl. ${told}
`,
  powershell: `# powershell completion for kubectl. ${told}
`,
};

export const completion: Command = {
  name: 'completion',
  group: 'Settings Commands',
  use: 'completion SHELL',
  short: 'Output shell completion code for the specified shell (bash, zsh, fish, or powershell)',
  long: `Output shell completion code for the specified shell (bash, zsh, fish, or powershell).

${told} At work, where a shell does not, its start-up file loads the code, as in the examples.`,
  examples: `# In ~/.bashrc
source <(kubectl completion bash)

# For an alias too
alias k=kubectl
complete -o default -F __start_kubectl k

# In ~/.zshrc
source <(kubectl completion zsh)`,
  simplified: 'The scripts only say that the shells of the lab complete kubectl by themselves.',
  run: async ({ args, path, out }) => {
    const [shell, ...rest] = args;
    if (shell === undefined) throw usageError(path, 'Shell not specified.');
    if (rest.length > 0)
      throw usageError(path, 'Too many arguments. Expected only the shell type.');
    const script = scripts[shell];
    if (script === undefined)
      throw usageError(path, `Unsupported shell type ${JSON.stringify(shell)}.`);
    await out(script);
    return undefined;
  },
};
