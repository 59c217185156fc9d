/** What `kubectl get pods.metrics.k8s.io` shows. Mirrors metrics-server pkg/api/table.go. */
import type { Column } from '#apimachinery/kind.ts';
import type { KubeObject } from '#apimachinery/object.ts';
import { addQuantities, parseQuantity, printQuantity } from '#apimachinery/quantity.ts';
import { nameColumn } from '../columns.ts';

type Usage = Readonly<Record<string, string>>;

/** Name, each resource and the window that was measured. */
export function usageColumns<T extends KubeObject & { readonly window: string }>(
  usages: (object: T) => readonly Usage[],
): readonly Column<T>[] {
  const amount = (resource: string): Column<T> => ({
    name: resource,
    type: 'string',
    format: 'quantity',
    description: `How much ${resource} it uses.`,
    cell: (object) => {
      const amounts = usages(object).map((usage) => parseQuantity(usage[resource] ?? '0'));
      return printQuantity(amounts.reduce(addQuantities));
    },
  });
  return [
    nameColumn,
    amount('cpu'),
    amount('memory'),
    {
      name: 'Window',
      type: 'string',
      format: 'duration',
      description: 'The time that was measured.',
      cell: ({ window }) => window,
    },
  ];
}
