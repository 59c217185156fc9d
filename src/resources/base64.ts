/** Base64 of UTF-8 text, as Secrets hold their values. */

/** "admin" ⇒ "YWRtaW4=" */
export function encodeBase64(text: string): string {
  let binary = '';
  for (const byte of new TextEncoder().encode(text)) binary += String.fromCharCode(byte);
  return btoa(binary);
}

/** "YWRtaW4=" ⇒ 5: how many bytes a base64 text stands for. */
export const base64Size = (text: string): number =>
  Math.floor((text.replace(/[\r\n=]/g, '').length * 3) / 4);

/** "YWRtaW4=" ⇒ "admin" */
export const decodeBase64 = (text: string): string =>
  new TextDecoder().decode(Uint8Array.from(atob(text), (letter) => letter.charCodeAt(0)));
