/** What stands in the tree of files: files, folders, symbolic links. */
import { byteLength } from './byte-length.ts';
import type { EntryStat } from './file-system.ts';

export interface NodeFacts {
  modifiedMs: number;
  mode: number;
  links: number;
  readonly id: number;
}
export interface FileNode extends NodeFacts {
  kind: 'file';
  text: string;
}
export interface FolderNode extends NodeFacts {
  kind: 'folder';
  entries: Map<string, TreeNode>;
}
export interface LinkNode extends NodeFacts {
  kind: 'link';
  target: string;
}
export type TreeNode = FileNode | FolderNode | LinkNode;

function sizeOf(node: TreeNode): number {
  if (node.kind === 'folder') return 4096;
  return byteLength(node.kind === 'link' ? node.target : node.text);
}

/** What is told of a node. */
export function factsOf(node: TreeNode): Omit<EntryStat, 'kind'> {
  const { modifiedMs, mode, links, id } = node;
  return { size: sizeOf(node), modifiedMs, mode, links, id };
}
