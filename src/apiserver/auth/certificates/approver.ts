/** Who may approve and sign requests, beside the right to the subresource. Mirrors kubernetes plugin/pkg/admission/certificates. */
import type { Call } from '#apimachinery/api.ts';
import type { Kind } from '#apimachinery/kind.ts';
import type { KubeObject } from '#apimachinery/object.ts';
import { forbiddenError } from '#apimachinery/status.ts';
import type { CertificateSigningRequest } from '#resources/types/certificatesigningrequest.ts';
import type { ServerContext } from '../../context.ts';
import { userOfActor } from '../user.ts';

/** Whether the user has `verb` on the signer itself, or on all of its domain. */
function mayUse({ auth }: ServerContext, { actor }: Call, verb: string, signer: string): boolean {
  const user = userOfActor(actor);
  const domain = `${signer.split('/')[0] ?? ''}/*`;
  return [signer, domain].some((name) => {
    const asked = { verb, group: 'certificates.k8s.io', resource: 'signers', name };
    return auth.authorizer.authorize(user, asked).allowed;
  });
}

/** Throws Forbidden unless the caller may approve for the signer of `object`. */
export function checkApprover(
  server: ServerContext,
  kind: Kind,
  object: KubeObject,
  call: Call,
): void {
  const { signerName } = (object as CertificateSigningRequest).spec;
  if (mayUse(server, call, 'approve', signerName)) return;
  const why = `user not permitted to approve requests with signerName ${JSON.stringify(signerName)}`;
  throw forbiddenError(kind, object.metadata.name, why);
}
