/** Which commands and flags a search of the table finds. */
import type { PartReport } from '#site/fidelity-report.ts';

export type Label = PartReport['label'];

export const labels: readonly Label[] = ['exact', 'simplified', 'not simulated', 'not compared'];

/**
 * Commands whose name holds the text, with all their flags; else those flags that do. "get --out" means a
 * flag of a command. A label keeps the flags that have it, and the commands that have it or such a flag.
 */
export function matching(
  parts: readonly PartReport[],
  text: string,
  label: Label | 'any',
): readonly PartReport[] {
  const asked = text
    .trim()
    .toLowerCase()
    .replace(/^kubectl\s+/, '');
  const at = asked.search(/(^|\s)-/);
  const command = (at < 0 ? asked : asked.slice(0, at)).trim();
  const flag = at < 0 ? '' : asked.slice(at).trim();
  const isLabelled = (part: PartReport): boolean => label === 'any' || part.label === label;
  return parts.flatMap((part) => {
    const isNamed = part.name.toLowerCase().includes(command);
    const flags = (part.flags ?? []).filter(
      (one) =>
        isLabelled(one) &&
        (isNamed ? one.name.includes(flag) : flag === '' && one.name.includes(command)),
    );
    const isFound = isNamed && flag === '' && isLabelled(part);
    return isFound || flags.length > 0 ? [{ ...part, flags }] : [];
  });
}
