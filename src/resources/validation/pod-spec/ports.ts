/** Ports of containers. Mirrors kubernetes pkg/apis/core/validation/validation.go validateContainerPorts. */
import { duplicate, notSupported, required } from '#apimachinery/field-error.ts';
import type { Container, ContainerPort } from '../../pods/types.ts';
import { each, eachItem, type FieldErrors, none } from '../fields.ts';
import { portNameErrors, portNumberErrors } from '../formats.ts';

export const PROTOCOLS = ['SCTP', 'TCP', 'UDP'];

/** A number, or the name of a port. */
export const validatePort = (field: string, port: number | string | undefined): FieldErrors =>
  typeof port === 'string'
    ? each(field, port, portNameErrors(port))
    : each(field, port ?? 0, portNumberErrors(port ?? 0));

export function validateProtocol(field: string, protocol: string | undefined): FieldErrors {
  if (!protocol) return [required(field)];
  return PROTOCOLS.includes(protocol) ? none : [notSupported(field, protocol, PROTOCOLS)];
}

function validateName(field: string, name: string | undefined, seen: Set<string>): FieldErrors {
  if (!name) return none;
  const wrong = portNameErrors(name);
  if (wrong.length > 0) return each(field, name, wrong);
  if (seen.has(name)) return [duplicate(field, name)];
  seen.add(name);
  return none;
}

export function validateContainerPorts(
  field: string,
  ports: readonly ContainerPort[] | undefined,
): FieldErrors {
  const seen = new Set<string>();
  return eachItem(field, ports, ({ name, containerPort, hostPort, protocol }, at) => [
    ...validateName(`${at}.name`, name, seen),
    ...(containerPort
      ? each(`${at}.containerPort`, containerPort, portNumberErrors(containerPort))
      : [required(`${at}.containerPort`)]),
    ...(hostPort ? each(`${at}.hostPort`, hostPort, portNumberErrors(hostPort)) : none),
    ...validateProtocol(`${at}.protocol`, protocol),
  ]);
}

/** No two containers may claim one port of the node. */
export function validateHostPorts(field: string, containers: readonly Container[]): FieldErrors {
  const taken = new Set<string>();
  return eachItem(field, containers, ({ ports }, container) =>
    eachItem(`${container}.ports`, ports, ({ protocol, hostIP = '', hostPort }, at) => {
      const key = `${protocol}/${hostIP}/${hostPort}`;
      if (!hostPort) return none;
      if (taken.has(key)) return [duplicate(`${at}.hostPort`, key)];
      taken.add(key);
      return none;
    }),
  );
}
