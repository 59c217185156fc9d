/** The parts of a JSONPath template. Mirrors client-go util/jsonpath/node.go. */

/** One of a slice's three numbers: `[start:end:step]`. */
export interface SliceBound {
  readonly value: number;
  readonly known: boolean;
  /** The end of a plain index `[2]`, made from its start. */
  readonly derived: boolean;
}

export type JsonPathNode =
  | { readonly type: 'list'; readonly nodes: JsonPathNode[] }
  | { readonly type: 'text'; readonly text: string }
  | { readonly type: 'field'; readonly name: string }
  | { readonly type: 'identifier'; readonly name: string }
  | { readonly type: 'slice'; readonly bounds: readonly [SliceBound, SliceBound, SliceBound] }
  | {
      readonly type: 'filter';
      readonly left: JsonPathList;
      readonly right: JsonPathList;
      readonly operator: string;
    }
  | { readonly type: 'constant'; readonly value: number | boolean }
  | { readonly type: 'wildcard' }
  | { readonly type: 'recursive' }
  | { readonly type: 'union'; readonly lists: readonly JsonPathList[] };

export type JsonPathList = Extract<JsonPathNode, { type: 'list' }>;
