/** What a name that isn't there comes to: when its namespace isn't there either, that is told. Mirrors cli-runtime pkg/resource/visitor.go Info.Get. */

import type { ApiClient } from './api-client.ts';
import type { ApiResource } from './discovery.ts';
import { isNotFound } from './errors.ts';

/** Reads one object by `read`, which asks for it in `namespace`. */
export async function withNamespaceHint<T>(
  api: ApiClient,
  { namespaced }: ApiResource,
  namespace: string,
  read: () => Promise<T>,
): Promise<T> {
  try {
    return await read();
  } catch (error) {
    if (!isNotFound(error) || !namespaced || namespace === '' || namespace === 'default')
      throw error;
    try {
      await api.getPath(`/api/v1/namespaces/${namespace}`);
    } catch (missing) {
      if (isNotFound(missing)) throw missing;
    }
    throw error;
  }
}
