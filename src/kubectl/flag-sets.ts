/** Flags that many commands share, as one list each. Mirrors kubectl pkg/cmd/util/helpers.go Add*Flags and cli-runtime print flags. */
import type { Flag } from './flags.ts';

/** `-f`, `-R`, `-k` */
export const filenameFlags = (what: string): readonly Flag[] => [
  {
    name: 'filename',
    short: 'f',
    type: 'stringSlice',
    help: `Files, folders or addresses ${what}`,
    simplified: 'Addresses (http://…) are refused: manifests come from files here.',
  },
  {
    name: 'kustomize',
    short: 'k',
    type: 'string',
    help: 'Kustomization folder to process. Not together with -f or -R.',
  },
  {
    name: 'recursive',
    short: 'R',
    type: 'bool',
    help: 'Goes into the folders given with -f, for manifests kept together in one tree.',
  },
];

export const dryRunFlag: Flag = {
  name: 'dry-run',
  type: 'string',
  default: "'none'",
  bare: 'unchanged',
  help: 'Must be "none", "server" or "client". client only prints what would be sent; server sends it without keeping it.',
};

export const fieldManagerFlag = (name: string): Flag => ({
  name: 'field-manager',
  type: 'string',
  default: `'${name}'`,
  help: 'Name of the manager that tracks who owns which field.',
});

export const validateFlag: Flag = {
  name: 'validate',
  type: 'string',
  default: "'strict'",
  bare: 'strict',
  help: 'Must be one of: strict (or true), warn, ignore (or false). strict refuses unknown and duplicate fields, warn only tells of them.',
};

export const selectorFlag = (name = 'selector'): Flag => ({
  name,
  short: 'l',
  type: 'string',
  help: "Label query to filter on, with '=', '==', '!=', 'in', 'notin' (as -l key1=value1,key2=value2). Objects must match all of it.",
});

export const fieldSelectorFlag: Flag = {
  name: 'field-selector',
  type: 'string',
  help: "Field query to filter on, with '=', '==' and '!=' (as --field-selector key1=value1,key2=value2). Each type knows only a few fields.",
};

export const allNamespacesFlag: Flag = {
  name: 'all-namespaces',
  short: 'A',
  type: 'bool',
  help: 'Looks in all namespaces, whatever --namespace says.',
};

export const chunkSizeFlag: Flag = {
  name: 'chunk-size',
  type: 'int64',
  default: '500',
  help: 'Asks for long lists in pieces of this size. 0 asks for all at once.',
};

/** `-o`, `--template` and their company, for commands that print what they changed. */
export const printFlags: readonly Flag[] = [
  {
    name: 'allow-missing-template-keys',
    type: 'bool',
    default: 'true',
    help: 'Passes over missing fields and keys in templates. Only for golang and jsonpath output.',
  },
  {
    name: 'output',
    short: 'o',
    type: 'string',
    help: 'Output format. One of: (json, yaml, kyaml, name, go-template, go-template-file, template, templatefile, jsonpath, jsonpath-as-json, jsonpath-file).',
  },
  {
    name: 'show-managed-fields',
    type: 'bool',
    help: 'Keeps managedFields when printing JSON or YAML.',
  },
  {
    name: 'template',
    type: 'string',
    help: 'Template text, or path of a template file, for -o=go-template and -o=go-template-file.',
  },
];
