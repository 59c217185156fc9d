/** `kubectl create poddisruptionbudget` */
import { parseIntOrString } from '#apimachinery/int-or-string.ts';
import type { JsonObject } from '#apimachinery/object.ts';
import { ParseError } from '#apimachinery/parse-error.ts';
import { parseSelector, type Requirement } from '#apimachinery/selector.ts';
import type { CommandContext } from '../../command.ts';
import { KubectlError } from '../../errors.ts';
import { generatorCommand } from './generator.ts';

const OPERATORS: Readonly<Record<string, string>> = {
  in: 'In',
  notin: 'NotIn',
  '!=': 'NotIn',
  exists: 'Exists',
  '!': 'DoesNotExist',
};

function expressionOf({ key, operator, values }: Requirement): JsonObject {
  const known = OPERATORS[operator];
  if (!known) {
    throw new KubectlError(`${JSON.stringify(operator)} isn't supported in label selectors`);
  }
  return { key, operator: known, ...(values.length > 0 ? { values } : {}) };
}

const isEquality = ({ operator }: Requirement): boolean => operator === '=' || operator === '==';

/** "app=web,tier in (a)" ⇒ a selector as objects have it. Mirrors metav1 ParseToLabelSelector. */
function labelSelectorOf(text: string): JsonObject {
  let requirements: readonly Requirement[];
  try {
    requirements = parseSelector(text).requirements;
  } catch (error) {
    if (!(error instanceof ParseError)) throw error;
    const shown = JSON.stringify(text);
    throw new KubectlError(`couldn't parse the selector string ${shown}: ${error.message}`);
  }
  const labels = requirements.filter(isEquality).map(({ key, values }) => [key, values[0] ?? '']);
  const others = requirements.filter((one) => !isEquality(one)).map(expressionOf);
  return {
    ...(labels.length > 0 ? { matchLabels: Object.fromEntries(labels) } : {}),
    ...(others.length > 0 ? { matchExpressions: others } : {}),
  };
}

function check({ flags }: CommandContext): void {
  const [least, most] = [flags.string('min-available'), flags.string('max-unavailable')];
  const isAmount = (text: string): boolean => text === '' || /^[0-9]+%?$/.test(text);
  if (!flags.string('selector')) throw new KubectlError('a selector must be specified');
  if (!least && !most)
    throw new KubectlError('one of min-available or max-unavailable must be specified');
  if (least && most)
    throw new KubectlError('min-available and max-unavailable cannot be both specified');
  if (!isAmount(least)) throw new KubectlError('invalid format specified for min-available');
  if (!isAmount(most)) throw new KubectlError('invalid format specified for max-unavailable');
}

export const podDisruptionBudgetCommand = generatorCommand({
  name: 'poddisruptionbudget',
  aliases: ['pdb'],
  use: 'poddisruptionbudget NAME --selector=SELECTOR --min-available=N [--dry-run=server|client|none]',
  short: 'Create a pod disruption budget with the specified name',
  examples: `# A budget for all pods with the label app=web, of which one must stay
kubectl create poddisruptionbudget keep-some --selector=app=web --min-available=1

# For all pods with the label app=web, of which half must stay
kubectl create pdb keep-some --selector=app=web --min-available=50%`,
  flags: [
    { name: 'min-available', type: 'string', help: 'So many pods, or such a share, must stay.' },
    { name: 'max-unavailable', type: 'string', help: 'So many pods, or such a share, may go.' },
    { name: 'selector', type: 'string', help: 'Labels of the pods the budget is for.' },
  ],
  requiresName: true,
  resource: {
    group: 'policy',
    version: 'v1',
    plural: 'poddisruptionbudgets',
    kind: 'PodDisruptionBudget',
    namespaced: true,
  },
  failure: 'failed to create poddisruptionbudgets: ',
  make: (context, meta) => {
    check(context);
    const { flags } = context;
    const [least, most] = [flags.string('min-available'), flags.string('max-unavailable')];
    return {
      metadata: meta(),
      spec: {
        ...(least ? { minAvailable: parseIntOrString(least) } : {}),
        selector: labelSelectorOf(flags.string('selector')),
        ...(least ? {} : { maxUnavailable: parseIntOrString(most) }),
      },
      status: { disruptionsAllowed: 0, currentHealthy: 0, desiredHealthy: 0, expectedPods: 0 },
    };
  },
});
