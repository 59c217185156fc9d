/** One HTTP exchange as data: what is asked, and how it ends. Nobody waits here: `tookMs` says how long it took. */

/** `['Content-Type', 'text/html']` */
export type Header = readonly [name: string, value: string];

/** What a client sends. */
export interface WebRequest {
  readonly method: string;
  /** With `http:` or `https:`; its host is a name or an address. */
  readonly url: URL;
  readonly headers: readonly Header[];
  readonly body: string;
}

/** What a server answers. */
export interface WebResponse {
  readonly status: number;
  /** The standard one when absent. */
  readonly reason?: string;
  readonly headers: readonly Header[];
  readonly body: string;
}

/** Which end of a connection was met: `ip` is what the host's name stood for. */
interface Peer {
  readonly ip: string;
  readonly port: number;
  /** Until this was known, ms. */
  readonly tookMs: number;
}

/** How an exchange ends. */
export type Exchange =
  | (Peer & { readonly kind: 'response'; readonly response: WebResponse })
  /** Nothing listens there. */
  | (Peer & { readonly kind: 'refused' })
  /** Nobody has that address. */
  | (Peer & { readonly kind: 'no-route' })
  /** The packets are lost: the machine is down, or the address leads nowhere. `tookMs`: until the kernel gives up. */
  | (Peer & { readonly kind: 'lost' })
  /** Connected, but it does not speak TLS. */
  | (Peer & { readonly kind: 'not-tls' })
  /** Connected, but it speaks no HTTP. */
  | (Peer & { readonly kind: 'empty' })
  /** The name means nothing. */
  | { readonly kind: 'unresolved'; readonly tookMs: number };

/** The port of a URL: 80 or 443 unless it says so. */
export const portOf = ({ port, protocol }: URL): number =>
  Number(port || (protocol === 'https:' ? 443 : 80));

/** The value of a header, in whatever case. */
export const headerOf = (headers: readonly Header[], name: string): string | undefined =>
  headers.find(([each]) => each.toLowerCase() === name.toLowerCase())?.[1];
