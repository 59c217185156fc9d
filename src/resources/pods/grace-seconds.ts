/** How long a deleted pod lingers. Mirrors kubernetes pkg/registry/core/pod/strategy.go CheckGracefulDelete. */
import { isPodTerminal } from './readiness.ts';
import type { Pod } from './types.ts';

/** Asked for 5 ⇒ 5; not asked ⇒ its own 30; nowhere scheduled or already ended ⇒ 0. */
export function podGraceSeconds(pod: Pod, asked: number | undefined): number {
  if (!pod.spec.nodeName || isPodTerminal(pod)) return 0;
  const seconds = asked ?? pod.spec.terminationGracePeriodSeconds ?? 0;
  return seconds < 0 ? 1 : seconds;
}
