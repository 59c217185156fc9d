/** `--from-file`, `--from-literal`, `--from-env-file` */
import type { CommandContext } from '../../command.ts';
import type { Flag } from '../../flags.ts';
import type { DataSources } from './data-sources.ts';

export const appendHashFlag = (what: string): Flag => ({
  name: 'append-hash',
  type: 'bool',
  help: `Adds a hash of the ${what} to its name.`,
});

export const dataFlags = (what: string): readonly Flag[] => [
  {
    name: 'from-file',
    type: 'stringSlice',
    default: '[]',
    help: `A file, or key=file; the key is else the file's name. Of a folder, each file whose name is a key of a ${what}.`,
  },
  {
    name: 'from-literal',
    type: 'stringArray',
    default: '[]',
    help: `A key and its value for the ${what}, as mykey=somevalue.`,
  },
  {
    name: 'from-env-file',
    type: 'stringSlice',
    default: '[]',
    help: `A file with lines of key=value for the ${what}.`,
  },
  appendHashFlag(what),
];

export const dataSourcesOf = ({ flags }: CommandContext): DataSources => ({
  files: flags.list('from-file'),
  literals: flags.list('from-literal'),
  envFiles: flags.list('from-env-file'),
});
