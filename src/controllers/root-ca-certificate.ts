/** The certificate of the cluster's authority, as text. A real one; its private key was thrown away. */
const lines: readonly string[] = [
  '-----BEGIN CERTIFICATE-----',
  'MIIBfzCCASWgAwIBAgIUVMBHVW2f4tPxdjK3IwoJJdHodmswCgYIKoZIzj0EAwIw',
  'FTETMBEGA1UEAwwKa3ViZXJuZXRlczAeFw0yNjExMjMwNTQ0NTlaFw0zNjExMjAw',
  'NTQ0NTlaMBUxEzARBgNVBAMMCmt1YmVybmV0ZXMwWTATBgcqhkjOPQIBBggqhkjO',
  'PQMBBwNCAATmvTArnx9iWQzwvyPCnzKy+6+tv/xTEjBJ2hlehGsJ7OOnWqZSzxDM',
  'EtOxpVH6ksgMreDeosPlvvZPy8HNUdxvo1MwUTAdBgNVHQ4EFgQU0t2d7aFj9mIP',
  'gRhos+ORBnJ+SfkwHwYDVR0jBBgwFoAU0t2d7aFj9mIPgRhos+ORBnJ+SfkwDwYD',
  'VR0TAQH/BAUwAwEB/zAKBggqhkjOPQQDAgNIADBFAiEA66Qac32s5jbo4qjrzL1p',
  'hC+cwKbHFBN+TnxPRHdjX6gCIEh48J77vkB6h+ukn2JtTewo0VHbJO8jjQgDYCll',
  'fZ+N',
  '-----END CERTIFICATE-----',
];

export const rootCaCertificate: string = `${lines.join('\n')}\n`;
