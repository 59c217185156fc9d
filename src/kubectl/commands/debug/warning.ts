/** What a user other than root means for what a profile grants. Mirrors kubectl pkg/cmd/debug/debug.go displayWarning. */
import type { Pod } from '#resources/pod.ts';
import type { CommandContext } from '../../command.ts';
import type { Container } from './profiles.ts';

const WARNING =
  'Warning: Non-root user is configured for the entire target Pod, and some capabilities granted by debug profile may not work. Please consider using "--custom" with a custom profile that specifies "securityContext.runAsUser: 0".\n';

/** Warns of privileges that the pod's own user cannot use. */
export async function warnOfUser(
  { err }: CommandContext,
  pod: Pick<Pod, 'spec'>,
  container: Pick<Container, 'securityContext'> | undefined,
): Promise<void> {
  const security = container?.securityContext;
  if (!pod.spec.securityContext?.runAsUser || !security || security.runAsUser === 0) return;
  if (security.privileged || security.capabilities?.add?.length) await err(WARNING);
}
