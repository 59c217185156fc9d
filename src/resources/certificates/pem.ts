/** PEM: bytes as text between lines that say what they are. RFC 7468. */

interface PemBlock {
  readonly type: string;
  readonly bytes: Uint8Array;
}

const bytesOf = (base64: string): Uint8Array =>
  Uint8Array.from(atob(base64), (letter) => letter.charCodeAt(0));

/** Every block of a text; none where there is none. */
export function pemBlocks(text: string): readonly PemBlock[] {
  const found = text.matchAll(/-----BEGIN ([A-Z0-9 ]+)-----([A-Za-z0-9+/=\s]*)-----END \1-----/g);
  return [...found].flatMap(([, type = '', body = '']) => {
    const base64 = body.replace(/\s/g, '');
    return base64.length % 4 === 0 ? [{ type, bytes: bytesOf(base64) }] : [];
  });
}

/** "CERTIFICATE", bytes ⇒ the text, 64 letters a line. */
export function printPem(type: string, bytes: Uint8Array): string {
  const letters = Array.from(bytes, (byte) => String.fromCharCode(byte)).join('');
  const lines = btoa(letters).match(/.{1,64}/g) ?? [];
  return `-----BEGIN ${type}-----\n${lines.join('\n')}\n-----END ${type}-----\n`;
}
