/** Help is laid out as the real kubectl's; the words in it are ours. */
import { beforeAll, describe, expect, it } from 'vitest';
import { createLab, type Lab } from '#lab/create-lab.ts';
import { createHostTurn } from '#lab/host-turn.ts';
import recorded from './fidelity/real-help.json' with { type: 'json' };
import { widthLimit } from './help.ts';

/** What the real kubectl 1.35 decides of a help text: everything but its prose and its flags (`real-flags.json`). */
interface Layout {
  readonly heads: readonly string[];
  readonly usage: string | null;
  /** `Use "kubectl options" …` */
  readonly advice: readonly string[];
  readonly aliases?: string;
  /** By the head they stand under. */
  readonly commands?: Readonly<Record<string, readonly string[]>>;
}

const isHead = (line: string): boolean => /^[A-Z][A-Za-z ()]*:$/.test(line);

/** The names in the lists of commands, each under its head. */
function commandsIn(lines: readonly string[]): Record<string, string[]> {
  const found: Record<string, string[]> = {};
  let head = '';
  for (const line of lines) {
    if (isHead(line)) head = line;
    else if (!line.startsWith(' ') && line) head = '';
    const [, name] = /^ {2}([a-z]\S*)/.exec(line) ?? [];
    if (!name || !head.includes('Commands')) continue;
    found[head] = [...(found[head] ?? []), name];
  }
  return found;
}

function layoutOf(help: string): Layout {
  const lines = help.split('\n');
  const after = (head: string): string | undefined => lines[lines.indexOf(head) + 1];
  const commands = commandsIn(lines);
  return {
    heads: lines.filter(isHead),
    usage: lines.includes('Usage:') ? (after('Usage:')?.slice(2) ?? '') : null,
    advice: lines.filter((line) => line.startsWith('Use "')),
    ...(lines.includes('Aliases:') ? { aliases: after('Aliases:') ?? '' } : {}),
    ...(Object.keys(commands).length > 0 ? { commands } : {}),
  };
}

let lab: Lab;
beforeAll(async () => {
  lab = await createLab({}, createHostTurn());
  await lab.run('kubectl --help');
}, 60_000);

describe('help', () => {
  it.each(Object.entries(recorded as Record<string, Layout>))(
    'kubectl %s --help',
    async (path, layout) => {
      const { stdout, stderr, exit } = await lab.run(`kubectl ${path} --help`);
      expect(layoutOf(stdout)).toEqual(layout);
      expect({ stderr, exit }).toEqual({ stderr: '', exit: 0 });
    },
  );

  it('is one text however it is asked for', async () => {
    const { output } = await lab.run('kubectl create deployment --help');
    for (const line of [
      'help create deployment',
      'create deployment -h',
      'create deployment x y -h',
    ])
      expect((await lab.run(`kubectl ${line}`)).output).toBe(output);
    const root = (await lab.run('kubectl')).output;
    for (const line of ['help', '-h', '--help', '-n x', '--help=true'])
      expect((await lab.run(`kubectl ${line}`)).output).toBe(root);
  });

  it.each([
    // command, status, the stream it is told to, its first line
    ['help nope more', 0, 'stderr', 'Unknown help topic [`nope` `more`]'],
    ['help options', 0, 'stdout', ''],
    ['options --help', 0, 'stdout', ''],
    ['options --nope', 1, 'stderr', 'error: unknown flag: --nope'],
    ['rollout', 1, 'stdout', expect.stringMatching(/./)],
    ['set', 1, 'stderr', expect.stringMatching(/./)],
    ['certificate nope', 0, 'stdout', expect.stringMatching(/./)],
    ['alpha nope', 0, 'stdout', expect.stringMatching(/./)],
    ['create secret', 1, 'stderr', expect.stringMatching(/./)],
    ['get --help --nope', 1, 'stderr', 'error: unknown flag: --nope'],
    ['get -hn', 1, 'stderr', "error: flag needs an argument: 'n' in -n"],
    ['-hget', 1, 'stderr', "error: unknown shorthand flag: 'g' in -get"],
    ['-h get pods', 1, 'stderr', 'Error: flags cannot be placed before plugin name: -h'],
    ['-n x help', 1, 'stderr', 'Error: flags cannot be placed before plugin name: -n'],
  ] as const)('kubectl %s: %d, on %s', async (command, status, stream, first) => {
    const said = await lab.run(`kubectl ${command}`);
    expect(said.exit).toBe(status);
    expect(said[stream].split('\n')[0]).toEqual(first);
    expect(said[stream === 'stdout' ? 'stderr' : 'stdout']).toBe('');
  });

  it('breaks lines on terminals only, at 80, 100 or 120 columns', () => {
    const terminal = { isTerminal: true, write: async () => undefined };
    expect([79, 80, 99, 110, 300].map((columns) => widthLimit(terminal, columns))).toEqual([
      0, 80, 80, 100, 120,
    ]);
    expect(widthLimit({ ...terminal, isTerminal: false }, 120)).toBe(0);
  });
});
