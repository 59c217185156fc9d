/** What a container runs: its command and arguments, or what its image does by itself. */
import type { ContainerSpec } from './container-spec.ts';
import { isKnownProgram } from './exec/index.ts';
import type { PulledImage } from './images/image.ts';
import { POSTGRES_REFUSAL } from './images/postgres.ts';

export type Plan =
  | {
      readonly kind: 'serves';
      readonly stopExitCode: number;
      readonly memoryBytes?: number;
      readonly output?: readonly string[];
      readonly lastsMs?: number;
    }
  | { readonly kind: 'ends'; readonly exitCode: number; readonly output: readonly string[] }
  | { readonly kind: 'runs'; readonly argv: readonly string[] }
  | { readonly kind: 'cannot'; readonly message: string };

export type Environment = Readonly<Record<string, string>>;

/** "$(NAME)" ⇒ its value; "$$(NAME)" ⇒ "$(NAME)". Mirrors kubernetes third_party/forked/golang/expansion. */
const expand = (text: string, env: Environment): string =>
  text.includes('$(')
    ? text.replace(/\$\$\(|\$\(([\w.-]+)\)/g, (found, name: string | undefined) =>
        name === undefined ? '$(' : (env[name] ?? found),
      )
    : text;

const notFound = (program: string): Plan => ({
  kind: 'cannot',
  message: `failed to create containerd task: failed to create shim task: OCI runtime create failed: runc create failed: unable to start container process: error during container init: exec: "${program}": ${
    program.includes('/')
      ? `stat ${program}: no such file or directory`
      : 'executable file not found in $PATH'
  }`,
});

function planOfImage({ image }: PulledImage, env: Environment, argv: readonly string[]): Plan {
  const behaviour = image.behaviour(env, argv);
  if (behaviour.kind === 'serves') return behaviour;
  const output = image.repository.endsWith('/postgres') ? POSTGRES_REFUSAL : [];
  return { ...behaviour, output };
}

/** Commands that read without end into one line, and so into memory. */
const HUNGRY = /(?:^|[\s;&|])tail\s+\/dev\/zero\b/;

/** Decides what happens when a container starts. */
export function planOf(spec: ContainerSpec, pulled: PulledImage, env: Environment): Plan {
  const { image } = pulled;
  const argv = [...(spec.command ?? []), ...(spec.args ?? [])].map((text) => expand(text, env));
  const [program] = argv;
  const isOwn =
    program === undefined ||
    image.programs.includes(program.replace(/^.*\/(?=[^/]+$)/, '')) ||
    image.programs.includes(program) ||
    (spec.command === undefined && program.startsWith('-'));
  if (isOwn) return planOfImage(pulled, env, argv);
  if (!image.hasShell || !isKnownProgram(program)) return notFound(program);
  return HUNGRY.test(argv.join(' '))
    ? { kind: 'serves', stopExitCode: 137, memoryBytes: Number.MAX_SAFE_INTEGER }
    : { kind: 'runs', argv };
}
