/** `-o go-template=…`. Mirrors cli-runtime pkg/printers/template.go. */

import { quoteGo } from '#apimachinery/go-quote.ts';
import { KubectlError } from '../errors.ts';
import { goJson } from './go-json.ts';
import { executeTemplate, TemplateFailure } from './go-template/evaluate.ts';
import type { Template } from './go-template/nodes.ts';
import { parseTemplate } from './go-template/parse.ts';
import { printValue } from './go-template/values.ts';
import type { ObjectPrinter } from './printer.ts';

function parse(text: string): Template {
  try {
    return parseTemplate(text);
  } catch (error) {
    if (!(error instanceof KubectlError)) throw error;
    throw new KubectlError(`error parsing template ${text}, ${error.message}`);
  }
}

/** Throws when the template cannot be read. */
export function goTemplatePrinter(text: string, allowMissingKeys: boolean): ObjectPrinter {
  const template = parse(text);
  return {
    print: (object) => {
      try {
        return executeTemplate(template, object, allowMissingKeys);
      } catch (error) {
        if (!(error instanceof TemplateFailure)) throw error;
        const { message, printed } = error;
        throw new TemplateFailure(
          `error executing template ${quoteGo(text)}: ${message}`,
          `${printed}Error executing template: ${message}. Printing more information for debugging the template:\n\ttemplate was:\n\t\t${text}\n\traw data was:\n\t\t${goJson(object)}\n\tobject given to template engine was:\n\t\t${printValue(object)}\n\n`,
        );
      }
    },
  };
}
