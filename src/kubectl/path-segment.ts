/** Names as parts of a path: what client-go refuses before it asks the server. Mirrors client-go rest/request.go Name and Namespace. */
import { KubectlError } from './errors.ts';

/** Why a text can be no part of a path. Mirrors apimachinery pkg/api/validation/path IsValidPathSegmentName. */
function problemsOf(text: string): readonly string[] {
  if (text === '.' || text === '..') return [`may not be '${text}'`];
  return ['/', '%']
    .filter((sign) => text.includes(sign))
    .map((sign) => `may not contain '${sign}'`);
}

/** Throws for a namespace or a name that can stand in no path. */
export function checkSegments(namespace: string, name: string): void {
  const inNamespace = problemsOf(namespace);
  if (inNamespace.length > 0)
    throw new KubectlError(
      `invalid namespace ${JSON.stringify(namespace)}: [${inNamespace.join(' ')}]`,
    );
  if (name === '') throw new KubectlError('resource name may not be empty');
  const inName = problemsOf(name);
  if (inName.length > 0)
    throw new KubectlError(`invalid resource name ${JSON.stringify(name)}: [${inName.join(' ')}]`);
}
