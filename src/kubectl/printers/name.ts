/** `-o name`, and the sentences `deployment.apps/web created`. Mirrors cli-runtime pkg/printers/name.go. */
import type { ObjectPrinter } from './printer.ts';

interface Named {
  readonly apiVersion?: string;
  readonly kind?: string;
  readonly metadata?: { readonly name?: string };
  readonly items?: readonly unknown[];
}

/** An object ⇒ "deployment.apps/web" */
export function objectName(object: unknown): string {
  const { apiVersion = '', kind = '<unknown>', metadata } = (object ?? {}) as Named;
  const group = apiVersion.includes('/') ? `.${apiVersion.slice(0, apiVersion.indexOf('/'))}` : '';
  return `${kind.toLowerCase()}${group}/${metadata?.name || '<unknown>'}`;
}

/** With an operation: "pod/web deleted"; lists are printed item by item. */
export const namePrinter = (operation = ''): ObjectPrinter => ({
  print: (object) => {
    const { items, kind = '' } = (object ?? {}) as Named;
    const objects = items && kind.endsWith('List') ? items : [object];
    return objects
      .map((entry) => `${objectName(entry)}${operation ? ` ${operation}` : ''}\n`)
      .join('');
  },
});
