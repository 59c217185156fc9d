/** What is offered about an object: commands with its name, ready to run. */
import type { NamedObject } from '#lab/lab.ts';

/** `kubectl describe pod web-0 -n shop`, `kubectl logs …`, `kubectl get … -o yaml`. */
export function nameCommands(object: NamedObject): readonly string[] {
  const { name, resource, namespace, hasLogs } = object;
  const where = namespace === '' ? '' : ` -n ${namespace}`;
  const logs = resource === 'pod' ? name : `${resource}/${name}`;
  return [
    `kubectl describe ${resource} ${name}${where}`,
    ...(hasLogs ? [`kubectl logs ${logs}${where}`] : []),
    `kubectl get ${resource} ${name}${where} -o yaml`,
  ];
}
