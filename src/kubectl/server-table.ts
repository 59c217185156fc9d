/** Tables as the server sends them (meta.k8s.io/v1). */
import type { KubeObject } from '#apimachinery/object.ts';

/** A column and a row as the server prints them (meta.k8s.io/v1 Table). */
export interface TableColumn {
  readonly name: string;
  readonly type: string;
  readonly format: string;
  readonly description: string;
  readonly priority: number;
}
export interface TableRow {
  readonly cells: readonly unknown[];
  readonly object?: KubeObject;
}
export interface Table {
  readonly kind: 'Table';
  readonly metadata?: { readonly resourceVersion?: string; readonly continue?: string };
  readonly columnDefinitions: readonly TableColumn[];
  readonly rows: readonly TableRow[];
}
