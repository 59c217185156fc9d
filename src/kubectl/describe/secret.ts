/** `kubectl describe secret`: sizes, not values. */

import { base64Size, decodeBase64 } from '#resources/base64.ts';
import type { Secret } from '#resources/secret.ts';
import { sortedEntries } from './configmap.ts';
import type { Describer } from './describer.ts';
import { writeLabelsAndAnnotations, writeName } from './metadata.ts';
import { tabbedText } from './prefix-writer.ts';

const TOKEN_TYPE = 'kubernetes.io/service-account-token';

/** Mirrors kubectl pkg/describe/describe.go describeSecret. It shows no events. */
export const describeSecret = (secret: Secret): string =>
  tabbedText((w) => {
    writeName(w, secret);
    writeLabelsAndAnnotations(w, secret);
    w.write(0, `\nType:\t${secret.type ?? ''}\n`);
    w.write(0, '\nData\n====\n');
    for (const [key, value] of sortedEntries(secret.data)) {
      const isToken = key === 'token' && secret.type === TOKEN_TYPE;
      w.write(0, `${key}:\t${isToken ? decodeBase64(value) : `${base64Size(value)} bytes`}\n`);
    }
  });

export const secretDescriber: Describer = {
  group: '',
  kind: 'Secret',
  describe: async (_world, object) => describeSecret(object as Secret),
};
