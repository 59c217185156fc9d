/** The selector that chooses among the objects of files. Mirrors cli-runtime pkg/resource/builder.go visitByPaths. */
import { ParseError } from '#apimachinery/parse-error.ts';
import { parseSelector } from '#apimachinery/selector.ts';
import { KubectlError } from './errors.ts';

export function fileSelector(text: string): ReturnType<typeof parseSelector> {
  try {
    return parseSelector(text);
  } catch (error) {
    if (!(error instanceof ParseError)) throw error;
    throw new KubectlError(
      `the provided selector ${JSON.stringify(text)} is not valid: ${error.message}`,
    );
  }
}
