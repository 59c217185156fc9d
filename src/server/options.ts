/** What a cluster behind HTTP may be asked to be. */
import type { ClusterOptions } from '#cluster/cluster.ts';
import type { Speed } from './pace.ts';

export interface ServerOptions extends ClusterOptions {
  /** Default 6443; 0 takes any that is free. */
  readonly port?: number;
  /** Where it listens. Anything but loopback demands a token. Default 127.0.0.1. */
  readonly host?: string;
  /** The admin's bearer token; one is made up when none is given. */
  readonly token?: string;
  /** How fast virtual time passes. Default 1. */
  readonly speed?: Speed;
  /** HTTPS beside HTTP, with a certificate made on the spot. Default true. */
  readonly tls?: boolean;
}

const LOOPBACK = /^(localhost|127(\.\d+){3}|::1)$/;

/** Whether only this machine reaches the address. */
export const isLoopback = (host: string): boolean => LOOPBACK.test(host);

/** An option that cannot be had; the message says which and why. */
export class OptionError extends Error {
  override name = 'OptionError';
}
