/** `--cpu 70%`, `--memory 200Mi`: the metrics of a HorizontalPodAutoscaler. Mirrors kubectl pkg/cmd/autoscale/autoscale.go. */
import type { JsonObject } from '#apimachinery/object.ts';
import { ParseError } from '#apimachinery/parse-error.ts';
import { canonicalQuantity } from '#apimachinery/quantity.ts';
import type { CommandContext } from '../command.ts';
import { KubectlError } from '../errors.ts';

const unit: Readonly<Record<string, string>> = { cpu: 'm', memory: 'Mi' };

/** "70%" ⇒ utilization; "500m" and "500" ⇒ an average value. */
function targetOf(name: string, text: string): JsonObject {
  const input = text.trim();
  if (input.endsWith('%')) {
    const percent = input.slice(0, -1);
    if (!/^\d+$/.test(percent)) throw new KubectlError(`invalid percentage value: ${percent}`);
    return { type: 'Utilization', averageUtilization: Number(percent) };
  }
  const isBare = /^[+-]?\d+(\.\d+)?$/.test(input);
  try {
    const averageValue = canonicalQuantity(isBare ? `${input}${unit[name] ?? ''}` : input);
    return { type: 'AverageValue', averageValue };
  } catch (error) {
    if (error instanceof ParseError)
      throw new KubectlError(`invalid resource ${name} value: ${input}`);
    throw error;
  }
}

const metric = (name: string, target: JsonObject): JsonObject => ({
  type: 'Resource',
  resource: { name, target },
});

/** Every metric that flags ask for. */
export function autoscaleMetrics({ flags }: CommandContext): readonly JsonObject[] {
  const percent = flags.number('cpu-percent');
  const cpu = flags.string('cpu');
  const memory = flags.string('memory');
  if (percent > 0 && cpu) throw new KubectlError('--cpu-percent and --cpu are mutually exclusive');
  return [
    ...(percent > 0 ? [metric('cpu', { type: 'Utilization', averageUtilization: percent })] : []),
    ...(cpu ? [metric('cpu', targetOf('cpu', cpu))] : []),
    ...(memory ? [metric('memory', targetOf('memory', memory))] : []),
  ];
}
