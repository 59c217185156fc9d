/** `-o json`. Mirrors cli-runtime pkg/printers/json.go. */
import { goJson } from './go-json.ts';
import type { ObjectPrinter } from './printer.ts';

/** `keepOrder`: for objects that kubectl makes itself (Go structs), keys stay as they were put. */
export const jsonPrinter = (keepOrder = false): ObjectPrinter => ({
  print: (object) => `${goJson(object, { indent: '    ', keepOrder })}\n`,
});
