/** A table whose objects are worked out when they are asked for, and never stored: metrics. */
import type { KubeObject } from '#apimachinery/object.ts';
import { KindTable } from './kind-table.ts';

/** Gives the objects of a kind, in order of namespace and name; of one namespace when one is named. */
export type Compute = (namespace: string | undefined) => readonly KubeObject[];

export class ComputedTable extends KindTable {
  private readonly compute: Compute;

  constructor(compute: Compute) {
    super();
    this.compute = compute;
  }

  override get(namespace: string, name: string): KubeObject | undefined {
    return this.compute(namespace || undefined).find(({ metadata }) => metadata.name === name);
  }

  override list(namespace: string | undefined): readonly KubeObject[] {
    return this.compute(namespace || undefined);
  }

  override byIndex(): readonly KubeObject[] {
    return [];
  }

  override byLabel(namespace: string, label: string, value: string): readonly KubeObject[] {
    return this.list(namespace).filter(({ metadata }) => metadata.labels?.[label] === value);
  }
}
