/** The difference between two pod specs as a refused update shows it. Mirrors apimachinery pkg/util/diff/diff.go Diff. */
import { structuredPatch } from 'diff';
import type { PodSpec } from '../pods/types.ts';
import { internalPodSpec } from './pod-spec-internal.ts';

const printed = (spec: PodSpec): string => JSON.stringify(internalPodSpec(spec), null, 1);

/** A unified diff of the two, three lines around each change, without a head. */
export function podSpecDiff(old: PodSpec, next: PodSpec): string {
  const { hunks } = structuredPatch('', '', printed(old), printed(next), '', '', { context: 3 });
  return hunks
    .map(({ oldStart, oldLines, newStart, newLines, lines }) => {
      const body = lines.filter((line) => !line.startsWith('\\'));
      return `@@ -${oldStart},${oldLines} +${newStart},${newLines} @@\n${body.join('\n')}\n`;
    })
    .join('');
}
