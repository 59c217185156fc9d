/** What the arguments of `get` ask for. */
import type { CommandContext } from '../../command.ts';
import type { ResourceQuery } from '../../resource-args.ts';

/** `get` asks for the newest of everything, all of a type when no name is given. */
export function getQuery({ args, flags }: CommandContext): ResourceQuery {
  return {
    args,
    allowEmptySelector: true,
    filenames: flags.list('filename'),
    kustomize: flags.string('kustomize'),
    recursive: flags.bool('recursive'),
    labelSelector: flags.string('selector'),
    fieldSelector: flags.string('field-selector'),
    allNamespaces: flags.bool('all-namespaces'),
    subresource: flags.string('subresource'),
    chunkSize: flags.string('sort-by') ? 0 : flags.number('chunk-size'),
    continueOnError: true,
    latest: true,
    validate: false,
  };
}
