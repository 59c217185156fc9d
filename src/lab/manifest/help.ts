/** Help with writing manifests, as a page asks for it: texts and offsets in, plain data out. */

/** One thing that could be written. */
export interface Completion {
  readonly label: string;
  /** `list of objects, required` */
  readonly detail: string;
  /** The API's own description. */
  readonly info?: string;
  /** What is put in the word's place. */
  readonly apply: string;
  /** Higher goes first; 0 as usual. */
  readonly boost: number;
}

export interface Completions {
  /** Where the word begins that is to be replaced. */
  readonly from: number;
  readonly options: readonly Completion[];
}

/** What a field is for. */
export interface Explanation {
  /** Of the key. */
  readonly from: number;
  readonly to: number;
  readonly name: string;
  /** `list of objects` */
  readonly type: string;
  /** "" when the API says nothing of it. */
  readonly text: string;
  readonly values?: readonly string[];
  readonly default?: string;
}

/** Something the API server or kubectl would refuse, in their words. */
export interface Problem {
  readonly from: number;
  readonly to: number;
  readonly message: string;
}

/** From the cluster's own OpenAPI, so it knows custom resources too. Asking changes nothing. */
export interface ManifestHelp {
  complete(text: string, offset: number): Promise<Completions | undefined>;
  /** Of the key at an offset. */
  explain(text: string, offset: number): Promise<Explanation | undefined>;
  lint(text: string): Promise<readonly Problem[]>;
}
