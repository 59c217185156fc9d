/** Turns ```console and ```yaml file=… fences of a lesson into notebook cells. */
import { SKIP, visit } from 'unist-util-visit';
import { type ConsoleStep, parseConsole } from './console-steps.ts';

/** The little of mdast that is needed here. */
interface MarkdownNode {
  type: string;
  lang?: string | null;
  meta?: string | null;
  value?: string;
  children?: MarkdownNode[];
}

interface Element extends MarkdownNode {
  type: 'mdxJsxFlowElement';
  name: string;
  attributes: { type: 'mdxJsxAttribute'; name: string; value: string }[];
  children: MarkdownNode[];
}

/** The remark plugin. A cell's number within the page is its name for progress. */
export function remarkConsole(): (tree: MarkdownNode) => void {
  return (tree) => {
    let cells = 0;
    const number = () => {
      cells += 1;
      return String(cells);
    };
    visit(tree, 'code', (node: MarkdownNode, index?: number, parent?: MarkdownNode) => {
      const elements = fence(node, number);
      if (elements === undefined || index === undefined || parent?.children === undefined) return;
      parent.children.splice(index, 1, ...elements);
      return [SKIP, index + elements.length];
    });
  };
}

function fence(node: MarkdownNode, number: () => string): Element[] | undefined {
  const text = node.value ?? '';
  const file = /(?:^|\s)file=(\S+)/.exec(node.meta ?? '')?.[1];
  if (file !== undefined) return [element('FileCell', { path: file, text })];
  if (node.lang !== 'console' || node.meta === 'static') return undefined;
  return parseConsole(text).map((step) => cell(step, number));
}

function cell(step: ConsoleStep, number: () => string): Element {
  if (step.kind !== 'run') return element('EventCell', { kind: step.kind, arg: step.arg });
  const { command, output } = step;
  const settle = step.settle ? { settle: 'true' } : {};
  const exit = step.exit === 0 ? {} : { exit: String(step.exit) };
  return element('Cell', { number: number(), command, output, ...settle, ...exit });
}

function element(name: string, attributes: Readonly<Record<string, string>>): Element {
  return {
    type: 'mdxJsxFlowElement',
    name,
    attributes: Object.entries(attributes).map(([key, value]) => ({
      type: 'mdxJsxAttribute',
      name: key,
      value,
    })),
    children: [],
  };
}
