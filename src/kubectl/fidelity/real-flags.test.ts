/** Every command and flag of the real kubectl 1.35 is there, by name, letter and default; and no other. */
import { describe, expect, it } from 'vitest';
import type { Command } from '../command.ts';
import { commands } from '../commands/index.ts';
import type { Flag } from '../flags.ts';
import { globalFlags } from '../global-flags.ts';
import { flagUsages } from '../help.ts';
import recorded from './real-flags.json' with { type: 'json' };

/** By command (`rollout undo`), as `--help` lists them; under "" those of `kubectl options`. */
const real: Readonly<Record<string, readonly string[]>> = recorded;

/** `-f, --filename=[]`: the first line of each flag in the help. */
const usages = (flags: readonly Flag[]): readonly string[] =>
  flagUsages(flags.filter(({ deprecated }) => !deprecated))
    .split('\n')
    .filter((line) => /^ {4}-/.test(line))
    .map((line) => line.trim().replace(/:$/, ''))
    .sort();

/** Every command with its path. */
const tree = (list: readonly Command[], parent = ''): readonly (readonly [string, Command])[] =>
  list.flatMap((command) => {
    const path = `${parent}${command.name}`;
    return [[path, command] as const, ...tree(command.commands ?? [], `${path} `)];
  });
const ours = new Map(tree(commands));

describe('commands and flags of the real kubectl', () => {
  it('has the commands of the real one, and no others', () => {
    const theirs = Object.keys(real).filter((path) => path !== '');
    expect([...ours.keys()].filter((path) => path !== 'options').sort()).toEqual(
      theirs.filter((path) => path !== 'options').sort(),
    );
  });

  it.each(Object.keys(real))('kubectl %s', (path) => {
    const flags = path === '' ? globalFlags : (ours.get(path)?.flags ?? []);
    expect(usages(flags)).toEqual([...(real[path] ?? [])].sort());
  });
});
