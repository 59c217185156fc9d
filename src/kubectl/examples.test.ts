/** Every example of every command's help runs, in a lab where what it names is there. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { createLab, type Lab } from '#lab/create-lab.ts';
import { createHostTurn } from '#lab/host-turn.ts';
import { parseTranscript } from '#lab/transcript.ts';
import type { Command } from './command.ts';
import { commands } from './commands/index.ts';
import { bareStage, home, SETTLED_MS, stage } from './examples.stage.ts';

interface Shown {
  /** `create deployment` */
  readonly path: string;
  readonly lines: readonly string[];
}

const examplesOf = (list: readonly Command[], parent = ''): readonly Shown[] =>
  list.flatMap(({ name, examples = '', commands: inner = [] }) => {
    const path = `${parent}${name}`;
    const lines = examples.split('\n').filter((line) => line && !line.startsWith('#'));
    return [...(lines.length > 0 ? [{ path, lines }] : []), ...examplesOf(inner, `${path} `)];
  });

/** Commands whose examples make the same object several times: each line has a lab of its own. */
const isFresh = (path: string): boolean => /^(create|run|expose|debug|delete|replace)\b/.test(path);
/** Commands that need no objects. */
const isBare = (path: string): boolean =>
  /^(alpha|api-|auth (can|who)|cluster-info$|completion|config|explain|kustomize|plugin|version)/.test(
    path,
  );
/** Commands that change nothing: they share a lab. */
const isReader = (path: string): boolean =>
  /^(get|describe|logs|top|events|cluster-info|rollout (status|history)|diff|exec|attach|port-forward|proxy|apply view)/.test(
    path,
  );
/** What a learner would have done before. */
const BEFORE: Readonly<Record<string, string>> = {
  'rollout resume': 'kubectl rollout pause deployment/web',
  uncordon: 'kubectl cordon node-1',
  'certificate approve': 'kubectl apply -f ann.yaml',
  'certificate deny': 'kubectl apply -f ann.yaml',
  'config set-credentials': 'kubectl create serviceaccount robot',
};
/** Lines that end with something else than 0, by what they are meant to show: differences, or that time is up. */
const ENDS: readonly (readonly [RegExp, number])[] = [
  [/kubectl diff/, 1],
  [/Ready=false/, 1],
  [/^kubectl plugin list/, 1],
  [/--watch|logs -f|port-forward|kubectl proxy|kubectl attach/, 124],
];
/** Lines for another program than this shell has, and those of `kubectl rollout`, whose help is a recorded one. */
const isForElsewhere = (line: string): boolean =>
  /nano|zsh|complete -o|\/(abc|foo)$|app=nginx/.test(line);

/** A request for a certificate, from a recording. */
function requestOfAnn(): string {
  const recording = readFileSync(
    join(import.meta.dirname, 'fidelity/certificates.console'),
    'utf8',
  );
  const { files: recorded } = parseTranscript(recording);
  const [request = ''] = Object.values(recorded).filter((text) => text.includes('name: auth-jane'));
  return request.replace('auth-jane', 'ann');
}

const SOON_MS = 2000;

async function staged(path: string): Promise<Lab> {
  const lab = await createLab(
    { home: await home(requestOfAnn()), metrics: true },
    createHostTurn(),
  );
  const before = BEFORE[path];
  for (const line of [...(isBare(path) ? bareStage : stage), ...(before ? [before] : [])]) {
    const { output, exit } = await lab.run(line);
    expect(exit, `${line}\n${output}`).toBe(0);
    await lab.advance(SOON_MS);
  }
  if (!isBare(path)) await lab.advance(SETTLED_MS);
  return lab;
}

async function runExample(lab: Lab, line: string): Promise<void> {
  const [, ends] = ENDS.find(([pattern]) => pattern.test(line)) ?? ['', 0];
  const asRun = ends === 124 ? `timeout 3 ${line}` : line;
  const { output, exit } = await lab.run(`export KUBE_EDITOR=true; ${asRun}`);
  await lab.advance(SOON_MS);
  expect({ exit, ...(exit === ends ? {} : { line, output }) }).toEqual({ exit: ends });
}

let shared: Promise<Lab> | undefined;
function labFor(path: string): Promise<Lab> {
  if (!isReader(path)) return staged(path);
  shared ??= staged('get');
  return shared;
}

const all = examplesOf(commands);
/** `npm run check` tries every twelfth command; `npm test` all. */
const tried = process.env['QUICK'] ? all.filter((_, at) => at % 12 === 0) : all;

describe('examples', () => {
  it.each(tried)(
    'of kubectl $path',
    async ({ path, lines }) => {
      let lab = await labFor(path);
      for (const [at, line] of lines.filter((each) => !isForElsewhere(each)).entries()) {
        if (at > 0 && isFresh(path)) lab = await staged(path);
        await runExample(lab, line);
      }
    },
    60_000,
  );
});
