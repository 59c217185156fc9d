/** What the page "How true is it?" says, and what kubectl's help says of itself: written by the runs that compare. */
import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import type { Command } from '#kubectl/command.ts';
import { commands } from '#kubectl/commands/index.ts';
import { fidelityOf, type Proof } from '#kubectl/fidelity-label.ts';
import { globalFlags } from '#kubectl/global-flags.ts';
import type { FamilyReport, FidelityReport, PartReport } from '#site/fidelity-report.ts';

const KUBERNETES = '1.35';
/** Neither is kept in the repository. */
const REPORT = 'generated/fidelity.json';
const PROVEN = 'src/kubectl/generated/proven.json';

/** The families as the page shows them. */
const ORDER = ['kubectl', 'http', 'differential', 'shell', 'malformed'];

type Proofs = FidelityReport['proofs'];

/** What one run found. */
export interface Finding extends Omit<FamilyReport, 'measuredAt' | 'commit'> {
  /** How often each command and flag was used, and how often the line came out equal. */
  readonly parts?: Readonly<Record<string, Proof>>;
}

function readReport(): FidelityReport | undefined {
  return existsSync(REPORT)
    ? (JSON.parse(readFileSync(REPORT, 'utf8')) as FidelityReport)
    : undefined;
}

/** The commit the run was of; "" outside a repository. */
function commit(): string {
  try {
    return execFileSync('git', ['rev-parse', '--short', 'HEAD'], { encoding: 'utf8' }).trim();
  } catch {
    return '';
  }
}

/** Every command with its flags, `create deployment` after `create`. */
function partsOf(
  list: readonly Command[],
  proofs: Readonly<Record<string, Proof>>,
  parent = '',
): readonly PartReport[] {
  return list
    .filter(({ hidden }) => !hidden)
    .flatMap((command) => {
      const path = `${parent}${command.name}`;
      const flags = (command.flags ?? []).filter(
        ({ hidden, deprecated }) => !hidden && !deprecated,
      );
      const own: PartReport = {
        name: path,
        ...fidelityOf(command, proofs[path]),
        lines: proofs[path]?.lines ?? 0,
        flags: flags.map((flag) => ({
          name: `--${flag.name}`,
          ...fidelityOf(flag, proofs[`${path} --${flag.name}`]),
          lines: proofs[`${path} --${flag.name}`]?.lines ?? 0,
        })),
      };
      const inner = partsOf(command.commands ?? [], proofs, `${path} `);
      // A family that only prints its help is no command to be true or not.
      const isFamily = inner.length > 0 && flags.length === 0;
      return isFamily ? inner : [own, ...inner];
    });
}

function write(path: string, value: unknown): void {
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, `${JSON.stringify(value)}\n`);
}

/** The flags that every command takes, used with whichever. */
function globalParts(proofs: Readonly<Record<string, Proof>>): PartReport {
  const sum = (name: string): Proof | undefined => {
    const used = Object.entries(proofs).filter(([part]) => part.endsWith(` --${name}`));
    if (used.length === 0) return undefined;
    return used.reduce(
      (all, [, proof]) => ({ lines: all.lines + proof.lines, equal: all.equal + proof.equal }),
      { lines: 0, equal: 0 },
    );
  };
  const flags = globalFlags
    .filter(({ hidden }) => !hidden)
    .map((flag) => ({
      name: `--${flag.name}`,
      ...fidelityOf(flag, sum(flag.name)),
      lines: sum(flag.name)?.lines ?? 0,
    }));
  const all = flags.map(({ name }) => sum(name.slice(2)) ?? { lines: 0, equal: 0 });
  const proof = {
    lines: all.reduce((lines, one) => lines + one.lines, 0),
    equal: all.reduce((equal, one) => equal + one.equal, 0),
  };
  return { name: 'every command', ...fidelityOf({}, proof), lines: proof.lines, flags };
}

/** What all families together say of each part. */
function summed(proofs: Proofs): Readonly<Record<string, Proof>> {
  const all: Record<string, Proof> = {};
  for (const [part, { lines, equal }] of Object.values(proofs).flatMap(Object.entries)) {
    const before = all[part] ?? { lines: 0, equal: 0 };
    all[part] = { lines: before.lines + lines, equal: before.equal + equal };
  }
  return all;
}

/** Puts what a run found beside what earlier runs of other families found. */
export function keepFindings(findings: readonly Finding[]): void {
  const known = readReport();
  const measured = { measuredAt: new Date().toISOString(), commit: commit() };
  const fresh = findings.map(({ parts: _, ...family }) => ({ ...family, ...measured }));
  const families = [...(known?.families ?? []), ...fresh].filter(
    ({ id }, at, all) => at >= all.findLastIndex((one) => one.id === id),
  );
  const found = findings.flatMap(({ id, parts }) => (parts ? [[id, parts] as const] : []));
  const proofs: Proofs = { ...known?.proofs, ...Object.fromEntries(found) };
  const all = summed(proofs);
  const report: FidelityReport = {
    kubernetes: KUBERNETES,
    families: families.toSorted((a, b) => ORDER.indexOf(a.id) - ORDER.indexOf(b.id)),
    parts: [...partsOf(commands, all), globalParts(all)],
    proofs,
  };
  write(REPORT, report);
  write(PROVEN, { kubernetes: KUBERNETES, parts: all });
}
