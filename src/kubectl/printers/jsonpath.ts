/** `-o jsonpath=…`, `jsonpath-as-json`, `jsonpath-file`. Mirrors cli-runtime pkg/printers/jsonpath.go. */
import { KubectlError } from '../errors.ts';
import { goJson } from './go-json.ts';
import { goSyntax } from './go-quote.ts';
import { findResults } from './jsonpath/evaluate.ts';
import type { JsonPathList } from './jsonpath/nodes.ts';
import { parseJsonPath } from './jsonpath/parse.ts';
import type { ObjectPrinter } from './printer.ts';

export interface JsonPathPrinterOptions {
  readonly allowMissingKeys: boolean;
  /** Results as JSON arrays. */
  readonly asJson: boolean;
}

function textOf(value: unknown): string {
  if (value === null || value === undefined) return 'null';
  return typeof value === 'object' ? goJson(value) : String(value);
}

/** Results of one node, divided by spaces. */
const printResults = (results: readonly unknown[], asJson: boolean): string =>
  asJson ? `${goJson(results, { indent: '    ' })}\n` : results.map(textOf).join(' ');

function parse(template: string): JsonPathList {
  try {
    return parseJsonPath(template);
  } catch (error) {
    if (!(error instanceof KubectlError)) throw error;
    throw new KubectlError(`error parsing jsonpath ${template}, ${error.message}`);
  }
}

/** Throws when the template cannot be read. */
export function jsonPathPrinter(template: string, options: JsonPathPrinterOptions): ObjectPrinter {
  const root = parse(template);
  return {
    print: (object) => {
      try {
        return findResults(root, object, options)
          .map((results) => printResults(results, options.asJson))
          .join('');
      } catch (error) {
        if (!(error instanceof KubectlError)) throw error;
        throw new KubectlError(
          `error executing jsonpath ${JSON.stringify(template)}: Error executing template: ${error.message}. Printing more information for debugging the template:\n\ttemplate was:\n\t\t${template}\n\tobject given to jsonpath engine was:\n\t\t${goSyntax(object)}\n\n\n`,
        );
      }
    },
  };
}
